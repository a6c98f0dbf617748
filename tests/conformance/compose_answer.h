// Our answer about one compose project, in the form of the recorded ones of compose-go.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "parsers/compose/load.h"
#include "tests/conformance/compose_case.h"
#include "tests/conformance/compose_errors.h"

namespace mountlint::conformance {

// A project as it was loaded, and all that is wrong with it.
struct LoadedProject {
  compose::File file;
  OurErrors errors;
};

LoadedProject load_project(const ComposeCase& run, const compose::FileSet& set, Sources& sources, Outside outside);

// `name`, `warnings`, `services`, `jobs`, `volumes`, `configs`, `secrets`, `unset`, `blank`; with marks
// (compose_value.h). Paths are shown from the folder of the case.
nlohmann::json model_value(const ComposeCase& run, const compose::FileSet& set, Sources& sources,
                           const compose::File& file);
// The files of the set, shown from the folder of the case.
nlohmann::json files_value(const ComposeCase& run, const compose::FileSet& set);

// What `docker compose config` would make of it, where nothing is set outside. `path` is a folder, run with its
// `arguments` and `environment`, or one file.
nlohmann::json compose_answer(const std::string& path);

}  // namespace mountlint::conformance
