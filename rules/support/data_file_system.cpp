// Nothing is known of the file system that the files of a bind lie on, except for the disks of Windows and macOS.
#include "rules/support/data_file_system.h"

#include <algorithm>

#include "linter/model/postgres.h"

namespace mountlint::rules {

VolumeFileSystem remote_file_system(const Mount& mount) {
  if (mount.type != MountType::volume || !mount.volume || !mount.volume->definition) return {};
  const VolumeFileSystem found = file_system_of(*mount.volume->definition);
  const bool remote =
      found.kind == FileSystemKind::nfs || found.kind == FileSystemKind::smb || found.kind == FileSystemKind::fuse;
  return remote ? found : VolumeFileSystem{};
}

static bool has_option(const Mount& mount, std::string_view name) {
  const Text* o = driver_option(*mount.volume->definition, "o");
  if (!o) return false;
  const std::vector<Text> words = o->split(',');
  return std::any_of(words.begin(), words.end(), [&](const Text& word) { return word.known() == name; });
}

bool is_allowed_nfs(const DataDirectory& directory, FileSystemKind kind) {
  const bool gives_up = has_option(*directory.mount, "soft") || has_option(*directory.mount, "softerr");
  return kind == FileSystemKind::nfs && !gives_up && postgres_layout(*directory.row) != PostgresLayout::none;
}

bool is_unsafe_on_desktop(const DataDirectory& directory) {
  const Mount& mount = *directory.mount;
  return directory.known->traits.unsafe_on_desktop && mount.type == MountType::bind && is_desktop_path(mount.host_path);
}

}  // namespace mountlint::rules
