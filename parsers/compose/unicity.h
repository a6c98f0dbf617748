// Lists in which one thing may stand once: mounts by target. A later entry takes the place of an earlier one.
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// Makes the mounts of a service unique as compose-go does, and reports (duplicate_mount_target) what was lost that way
// inside one file, and what Compose refuses. An entry that took the place of another has a `replaced` step for it.
// Entries of different files replace each other on purpose.
void make_unique(Service& service, yaml::Tree& tree, SyntaxErrors& errors);

}  // namespace mountlint::compose
