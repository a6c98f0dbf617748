// As the engine and Compose remove things: `down` removes containers and leaves volumes, `down -v` also removes the
// volumes that the file declares, but no external ones, and the anonymous ones of its containers. Removing a volume
// leaves what its driver only passes through: a bound directory, a share of a server.
#include "linter/model/mount_fate.h"

#include <algorithm>

#include "linter/model/project.h"

namespace mountlint {
namespace {

constexpr Fates on_host = {Fate::kept, Fate::kept, Fate::kept};
constexpr Fates in_container = {Fate::lost, Fate::lost, Fate::lost};
constexpr Fates in_named_volume = {Fate::kept, Fate::kept, Fate::lost};
constexpr Fates in_anonymous_volume = {Fate::orphaned, Fate::orphaned, Fate::lost};
constexpr Fates in_unknown_volume = {Fate::kept, Fate::kept, Fate::unknown};

bool all_options_known(const compose::VolumeDefinition& volume) {
  const auto known = [](const compose::Variable& one) { return one.value && one.value->is_known(); };
  return volume.driver_opts.complete && std::ranges::all_of(volume.driver_opts, known);
}

// The local driver mounts what `type`, `o` and `device` say, as mount(8) would.
Fates fates_of_local(const compose::VolumeDefinition& volume) {
  if (!all_options_known(volume)) return in_unknown_volume;
  const Text* type = driver_option(volume, "type");
  if (!type) return in_named_volume;
  return type->value() == "tmpfs" ? in_container : on_host;
}

Fates fates_of_volume(const compose::VolumeDefinition& volume) {
  if (volume.external == compose::Flag::yes) return on_host;
  if (volume.external == compose::Flag::unknown) return in_unknown_volume;
  return is_local_driver(volume) ? fates_of_local(volume) : in_unknown_volume;
}

// A file is bound; what comes from the environment or stands in the compose file itself is copied into the container.
Fates fates_of_file(const Mount& mount) {
  const compose::File& file = *mount.container->project->file;
  const auto& definitions = mount.type == MountType::config ? file.configs : file.secrets;
  const std::optional<std::string_view> name = mount.source ? mount.source->known() : std::nullopt;
  const auto is_named = [&](const compose::FileDefinition& one) { return name && one.name.value() == *name; };
  const auto found = std::find_if(definitions.begin(), definitions.end(), is_named);
  if (found == definitions.end()) return {};
  if (found->file) return on_host;
  return found->content || found->environment ? in_container : Fates{};
}

}  // namespace

Fates fates_of(const Mount& mount) {
  switch (mount.type) {
    case MountType::bind:
    case MountType::npipe:
    case MountType::image:
      return on_host;
    case MountType::volume:
      if (!mount.source) return in_anonymous_volume;
      return mount.volume && mount.volume->definition ? fates_of_volume(*mount.volume->definition) : Fates{};
    case MountType::tmpfs:
      return in_container;
    case MountType::secret:
    case MountType::config:
      return mount.container ? fates_of_file(mount) : Fates{};
    case MountType::cache:
    case MountType::ssh:
    case MountType::cluster:
    case MountType::unknown:
      break;
  }
  return {};
}

}  // namespace mountlint
