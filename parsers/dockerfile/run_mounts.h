// `RUN --mount=..` as a CSV record. What its fields mean: mount_options.h.
#pragma once

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// Splits the value of one --mount flag; judges nothing but the CSV record itself. Errors are claimed by
// build_mount_invalid_option.
RunMountFlag read_run_mount(const Flag& flag, TextArena& texts, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
