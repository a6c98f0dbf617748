// Nothing is known of the file system that the files of a bind lie on, except for the disks of Windows and macOS.
#include "rules/support/data_file_system.h"

#include <algorithm>

#include "linter/model/database_files.h"
#include "linter/model/mount_cover.h"
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

// Without a working directory only one reading of a connection string is left, or none.
static const Mount* mount_of_file(const Container& container, const compose::Variable& variable) {
  const std::optional<std::string_view> value = variable.value ? variable.value->known() : std::nullopt;
  if (!value) return nullptr;
  const std::vector<std::string> paths = database_file_paths(variable.name.value(), *value, "");
  return paths.size() == 1 ? nearest_mount(container, paths[0]) : nullptr;
}

std::vector<DatabaseFile> mounted_database_files(const Container& container) {
  std::vector<DatabaseFile> files;
  if (may_mount_unseen(container)) return files;
  for (const compose::Variable& variable : container.environment) {
    const Mount* mount = mount_of_file(container, variable);
    const auto is_same = [&](const DatabaseFile& file) { return file.mount == mount; };
    if (mount && std::none_of(files.begin(), files.end(), is_same)) files.push_back({&variable, mount});
  }
  return files;
}

}  // namespace mountlint::rules
