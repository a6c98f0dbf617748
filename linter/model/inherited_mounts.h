// Mounts that a service does not write itself: those of other services (`volumes_from`), and the volumes that the
// engine makes because the image declares them.
#pragma once

#include "linter/model/project.h"

namespace mountlint {

// Completes the mounts of all containers of a project; their own ones must stand already. From then on they are never
// moved.
void add_inherited_mounts(Project& project);

}  // namespace mountlint
