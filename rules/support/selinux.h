// SELinux labels of mounts.
#pragma once

#include "linter/rule.h"

namespace mountlint::rules {

// The mount asks for a label that only its own container has: `Z`.
bool has_private_label(const Mount& mount);

// False if labels do not bind the container: it is privileged, lives in the process space of the host, or switches
// them off.
bool is_confined(const Container& container);

}  // namespace mountlint::rules
