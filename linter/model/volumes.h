// The volumes of a project: declared or only named, and who uses them.
#pragma once

#include "linter/model/project.h"

namespace mountlint {

// Before the mounts stand: one Volume per entry of the top-level `volumes`.
void add_declared_volumes(Project& project);

// After they stand: a Volume for each name that is only used, and the users of all.
void add_volume_users(Project& project);

}  // namespace mountlint
