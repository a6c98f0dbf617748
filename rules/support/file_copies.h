// Services that copy the files of others.
#pragma once

#include "linter/rule.h"

namespace mountlint::rules {

// A known backup image without a command of somebody's own, or a command that copies and does nothing to a database.
bool copies_files(const Container& container);

// The copy reads this mount. `rsync` and the like go both ways: there only what is mounted read-only is read.
bool copies_mount(const Mount& mount);

}  // namespace mountlint::rules
