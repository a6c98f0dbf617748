// Which container engine the project is written for.
#pragma once

#include "linter/rule.h"

namespace mountlint::rules {

// The configuration says `engine: podman` or `both`.
bool uses_podman(const Project& project);

}  // namespace mountlint::rules
