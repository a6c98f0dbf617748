// Holds one answer of ours against the recorded one.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/conformance/tally.h"

namespace mountlint::conformance {

// Answers about real files are recorded without the texts of nodes and without values that expansion leaves alone.
enum class Recorded { whole, short_form };

void compare_dockerfile(const nlohmann::json& recorded, nlohmann::json ours, Recorded form, Tally& tally);

}  // namespace mountlint::conformance
