// The program: `mountlint [check] [PATHS]`, `mountlint mounts [PATHS]`, `mountlint rules`, `mountlint explain RULE`,
// `mountlint images [NAMES]`.
#pragma once

#include <string>
#include <vector>

namespace mountlint::cli {

// Exit codes: nothing at or above the threshold, findings, something could not be linted.
enum ExitCode : int { clean = 0, found = 1, failed = 2 };

// `arguments` without the name of the program.
int run(const std::vector<std::string>& arguments);

}  // namespace mountlint::cli
