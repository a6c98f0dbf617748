// A volume has a name in its project. One that a service names and nobody declares is a Volume, too: it has users and
// no definition.
#include "linter/model/volumes.h"

namespace mountlint {
namespace {

Volume& add_volume(Project& project, std::string_view name, const Place& place) {
  auto volume = std::make_unique<Volume>();
  volume->name = name;
  volume->project = &project;
  volume->place = place;
  project.volumes_by_name.emplace(volume->name, volume.get());
  project.volumes.push_back(std::move(volume));
  return *project.volumes.back();
}

bool may_name_volume(const Mount& mount) {
  return mount.type == MountType::volume || mount.type == MountType::cluster || mount.type == MountType::unknown;
}

// False if a list that could hold a user of some volume is not known.
bool all_users_known(const Project& project) {
  if (!project.file->complete || !project.file->services.complete) return false;
  for (const auto& container : project.containers) {
    if (!container->mounts.complete) return false;
    for (const Mount& mount : container->mounts)
      if (may_name_volume(mount) && mount.source && !mount.source->is_known()) return false;
  }
  return true;
}

}  // namespace

void add_declared_volumes(Project& project) {
  for (const compose::VolumeDefinition& definition : project.file->volumes)
    add_volume(project, definition.name.value(), definition.key).definition = &definition;
}

void add_volume_users(Project& project) {
  std::unordered_map<std::string_view, Volume*> by_name;
  for (const auto& volume : project.volumes) by_name.emplace(volume->name, volume.get());
  for (const auto& container : project.containers) {
    for (const Mount& mount : container->mounts) {
      const std::optional<std::string_view> name = mount.source ? mount.source->known() : std::nullopt;
      if (mount.type != MountType::volume || !name || name->empty()) continue;
      auto found = by_name.find(*name);
      if (found == by_name.end()) {
        Volume& volume = add_volume(project, *name, mount.place);
        found = by_name.emplace(volume.name, &volume).first;
      }
      found->second->users.push_back(&mount);
    }
  }
  const bool known = all_users_known(project);
  for (const auto& volume : project.volumes) volume->users_known = known;
}

}  // namespace mountlint
