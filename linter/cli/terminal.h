// What the terminal can do, and writing to it.
#pragma once

#include <string_view>

#include "linter/cli/options.h"
#include "linter/report/report.h"

namespace mountlint::cli {

// `stream`: 1 for standard output, 2 for standard error.
report::Style style_for(int stream, const CheckOptions& options);

// False if it could not be written. That a reader has gone away is no failure.
bool write_out(std::string_view text);
// One line of ours: `mountlint: ..`.
void write_error(std::string_view line);

}  // namespace mountlint::cli
