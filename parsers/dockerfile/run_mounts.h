// `RUN --mount=..`: the CSV record, and what is certainly wrong in it.
#pragma once

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// Splits the value of one --mount flag; judges nothing but the CSV record itself.
RunMountFlag read_run_mount(const Flag& flag, TextArena& texts, SyntaxErrors& errors);

// Reports what BuildKit refuses whatever variables hold: unknown keys and types, wrong fields and values, keys that
// the type does not allow.
void check_run_mount(const RunMountFlag& mount, char escape, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
