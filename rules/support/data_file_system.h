// On what file system a database keeps its files.
#pragma once

#include "linter/model/volume_file_system.h"
#include "linter/rule.h"

namespace mountlint::rules {

// Of the volume that is mounted, if that is not on a disk of the host; else `unknown`.
VolumeFileSystem remote_file_system(const Mount& mount);

// PostgreSQL's documentation allows NFS that is mounted `hard`, which is the default.
bool is_allowed_nfs(const DataDirectory& directory, FileSystemKind kind);

// Bound to a directory of Windows or macOS, while the publisher of the image warns of that.
bool is_unsafe_on_desktop(const DataDirectory& directory);

}  // namespace mountlint::rules
