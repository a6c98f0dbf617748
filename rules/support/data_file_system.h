// On what file system a database keeps its files.
#pragma once

#include <vector>

#include "linter/model/volume_file_system.h"
#include "linter/rule.h"

namespace mountlint::rules {

// Of the volume that is mounted, if that is not on a disk of the host; else `unknown`.
VolumeFileSystem remote_file_system(const Mount& mount);

// PostgreSQL's documentation allows NFS that is mounted `hard`, which is the default.
bool is_allowed_nfs(const DataDirectory& directory, FileSystemKind kind);

// Bound to a directory of Windows or macOS, while the publisher of the image warns of that.
bool is_unsafe_on_desktop(const DataDirectory& directory);

// A database that is a file (SQLite, H2), and that a variable names with an absolute path.
struct DatabaseFile {
  const compose::Variable* setting;
  const Mount* mount;
};

// Those for which it is certain where they are, and that a mount holds; one for each mount.
std::vector<DatabaseFile> mounted_database_files(const Container& container);

}  // namespace mountlint::rules
