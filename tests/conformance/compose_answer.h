// Our answer about one compose project, in the form of the recorded ones of compose-go.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "parsers/compose/load.h"

namespace mountlint::conformance {

// One entry of `volumes` with the fields that are given.
nlohmann::json compose_mount(const compose::ServiceVolume& volume);

// What of a mount, recorded or ours, is compared: type, source, target, access and options, in one form.
nlohmann::json mount_facts(const nlohmann::json& mount);

// `path` is a folder, run as `docker compose config` in it, with its `arguments` and `environment`, or one file.
nlohmann::json compose_answer(const std::string& path);

}  // namespace mountlint::conformance
