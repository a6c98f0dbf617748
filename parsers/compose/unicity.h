// Lists in which one thing may stand once: mounts by target. A later entry takes the place of an earlier one.
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// Makes the mounts of a service unique as compose-go does. An entry that took the place of another has a `replaced`
// step for it; that is no error of the file. What Compose refuses (a target in `tmpfs` and `volumes`, or written in two
// ways) is one, claimed by duplicate_mount_target.
void make_unique(Service& service, yaml::Tree& tree, SyntaxErrors& errors);

}  // namespace mountlint::compose
