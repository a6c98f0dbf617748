// The options of a `RUN --mount`, as the rules about build mounts look at them.
#pragma once

#include <optional>

#include "linter/rule.h"
#include "parsers/dockerfile/mount_options.h"

namespace mountlint::rules {

// The file names a frontend (`# syntax=`) that is not Docker's, and whose options are not known.
bool has_foreign_frontend(const Stage& stage);

// From the key to the end of the value.
Span span_of(const dockerfile::MountField& field);

// Removes a field and the comma that joins it; nothing where quotes, escapes or line breaks stand around it.
std::optional<Edit> removal(const dockerfile::RunMountFlag& flag, const dockerfile::MountField& field);

}  // namespace mountlint::rules
