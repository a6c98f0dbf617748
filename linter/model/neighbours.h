// What the projects of a workspace say about each other.
#pragma once

#include "linter/model/workspace.h"
#include "parsers/filesystem.h"

namespace mountlint {

// Sets Project::fragment and Project::used_elsewhere.
// `host_fs`: files of a folder that are no projects may be looked at.
void find_neighbours(Workspace& workspace, const FileSystem& files, bool host_fs);

}  // namespace mountlint
