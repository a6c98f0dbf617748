// Volumes and directories that several services mount.
#pragma once

#include <string>

#include "linter/model/shared_storage.h"
#include "linter/rule.h"

namespace mountlint::rules {

// "volume `v`", "directory `./d`"
std::string described_storage(const Mount& mount);

}  // namespace mountlint::rules
