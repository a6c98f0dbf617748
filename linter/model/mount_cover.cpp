// Paths are compared by components, targets are clean. Of several mounts above a path the engine shows the one that is
// nearest to it.
#include "linter/model/mount_cover.h"

#include <algorithm>

#include "linter/model/local_driver.h"
#include "linter/model/project.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool is_memory_volume(const Mount& mount) {
  if (!mount.volume || !mount.volume->definition) return false;
  const compose::VolumeDefinition& definition = *mount.volume->definition;
  const Text* type = driver_option(definition, "type");
  return is_local_driver(definition) && type && type->known() == "tmpfs";
}

}  // namespace

bool is_by_hand(const Mount& mount) { return mount.origin != MountOrigin::image_volume; }

bool may_mount_unseen(const Container& container) {
  if (!container.mounts.complete) return true;
  return std::ranges::any_of(container.mounts,
                             [](const Mount& mount) { return is_by_hand(mount) && mount.target_path.empty(); });
}

const Mount* nearest_mount(const Container& container, std::string_view path) {
  const Mount* nearest = nullptr;
  for (const Mount& mount : container.mounts) {
    if (!is_by_hand(mount) || !mount.covers(path)) continue;
    if (!nearest || mount.target_path.size() > nearest->target_path.size()) nearest = &mount;
  }
  return nearest;
}

const Mount* mount_at(const Container& container, std::string_view path) {
  for (const Mount& mount : container.mounts)
    if (is_by_hand(mount) && mount.target_path == path) return &mount;
  return nullptr;
}

bool is_memory(const Mount& mount) { return mount.type == MountType::tmpfs || is_memory_volume(mount); }

bool is_emptied_by_host(const Mount& mount) {
  if (mount.type != MountType::bind || !mount.source || !mount.source->value().starts_with('/')) return false;
  const std::string_view path = mount.host_path;
  if (is_within(path, "/run/media") || is_within(path, "/run/user")) return false;
  return is_within(path, "/tmp") || is_within(path, "/dev/shm") || is_within(path, "/run");
}

}  // namespace mountlint
