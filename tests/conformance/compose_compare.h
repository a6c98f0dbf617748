// Holds our answer about one project against the recorded one, and what a linter makes of it against our answer.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "tests/conformance/compose_answer.h"
#include "tests/conformance/tally.h"

namespace mountlint::conformance {

// Where nothing is set outside everything must be equal: `ok`, what the errors say and where they stand, the files, and
// every field of the model that is recorded.
void compare_errors(const nlohmann::json& recorded, const OurErrors& ours, Tally& tally);
void compare_model(const nlohmann::json& recorded, const nlohmann::json& ours, Tally& tally);

// `linted` is the model where what is set outside is not known, `ours` the one where nothing is; both with marks. What
// uses a variable that is set nowhere must be unknown, everything else the same; and nothing may be refused for what is
// not known.
void compare_unknown(const std::string& path, const nlohmann::json& ours, const nlohmann::json& linted, Tally& tally);
void compare_unknown(const std::string& path, const OurErrors& ours, const OurErrors& linted, Tally& tally);

}  // namespace mountlint::conformance
