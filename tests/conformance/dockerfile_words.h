#pragma once

#include <filesystem>

#include "tests/conformance/tally.h"

namespace mountlint::conformance {

// Holds the expansion of single words against the results of BuildKit's own lexer.
void compare_words(const std::filesystem::path& answers, Tally& tally);

}  // namespace mountlint::conformance
