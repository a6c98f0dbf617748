// The nearest mount above a directory decides, with one exception: the engine makes an unnamed volume at every VOLUME
// of the image that is no mount's exact target, so that a mount at a parent of a VOLUME does not get the data.
#include "linter/model/persistence.h"

#include <algorithm>

#include "linter/model/mount_cover.h"
#include "linter/model/postgres.h"
#include "linter/model/wrong_path.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

Persistence verdict_of(const Mount& mount) {
  if (is_memory(mount) || is_emptied_by_host(mount)) return Persistence::on_tmpfs;
  if (mount.type == MountType::config || mount.type == MountType::secret) return Persistence::unknown;
  const bool own = mount.origin != MountOrigin::volumes_from;
  if (own && mount.is_anonymous_volume()) return Persistence::anonymous_volume;
  return Persistence::persisted;
}

void set(DataDirectory& directory, Persistence verdict, const Mount* mount = nullptr, WrongPath why = WrongPath::none) {
  directory.verdict = verdict;
  directory.mount = mount;
  directory.why = why;
}

// Images whose data directory bears the name of the host: without a fixed one a new container begins anew.
bool depends_on_hostname(const DataDirectory& directory) {
  if (!directory.known->traits.host_named) return false;
  const Container& container = *directory.container;
  if (container.hostname || !container.complete || !container.environment.complete) return false;
  if (container.service->network_mode) return false;  // `host` brings the name of the host
  constexpr std::string_view variables[] = {"RABBITMQ_NODENAME", "EMQX_NODE__NAME", "EMQX_NODE_NAME",
                                            "EMQX_HOST",         "EMQX_NAME",       "KAFKA_LOG_DIRS"};
  return std::ranges::none_of(variables,
                              [&](std::string_view variable) { return container.environment_value(variable); });
}

// What nobody mounts anything for.
Persistence lost(const DataDirectory& directory) {
  return directory.known->role == ImageRole::application ? Persistence::app_not_persisted : Persistence::not_persisted;
}

// A mount lies above the VOLUME that gets the data.
void judge_parent(DataDirectory& directory, const Mount& mount) {
  if (may_mount_unseen(*directory.container)) return;
  if (!may_hold_data(mount)) return set(directory, lost(directory));
  const bool postgres =
      postgres_layout(*directory.row) == PostgresLayout::before_18 && mount.target_path == postgres_home;
  if (postgres) return set(directory, Persistence::postgres_path, &mount);
  set(directory, Persistence::wrong_path, &mount, WrongPath::parent_of_volume);
}

void judge_covered(DataDirectory& directory, const Mount& mount) {
  const std::string& volume = directory.exact_volume;
  const bool above_volume = !volume.empty() && volume != mount.target_path && is_within(volume, mount.target_path);
  if (above_volume) return judge_parent(directory, mount);
  const Persistence verdict = verdict_of(mount);
  if (verdict == Persistence::persisted && mount.type != MountType::unknown && depends_on_hostname(directory))
    return set(directory, Persistence::wrong_path, &mount, WrongPath::host_named);
  set(directory, verdict, &mount);
}

// Below the data directories of these engines everything belongs together; others keep parts in directories of their
// own.
bool is_one_piece(const DataDirectory& directory) {
  if (postgres_layout(*directory.row) != PostgresLayout::none) return true;
  return directory.row->path == "/var/lib/mysql" || directory.row->path == "/data/db" ||
         directory.known->role == ImageRole::cache;
}

// Applications look for what older versions kept elsewhere.
bool is_kept_as_before(const DataDirectory& directory) {
  if (directory.known->role != ImageRole::application) return false;
  return std::ranges::any_of(directory.known->paths, [&](const ImagePath& row) {
    return row.versions != directory.row->versions && nearest_mount(*directory.container, clean_path(row.path));
  });
}

void judge_uncovered(DataDirectory& directory) {
  if (may_mount_unseen(*directory.container) || is_kept_as_before(directory)) return;
  // Every container has a tmpfs there.
  if (is_within(directory.path, "/dev/shm")) return set(directory, Persistence::on_tmpfs);
  const Miss miss = find_miss(directory);
  if (miss.why == WrongPath::child && !is_one_piece(directory)) return;
  if (miss.why == WrongPath::none) return set(directory, lost(directory));
  set(directory, Persistence::wrong_path, miss.mount, miss.why);
}

// The server of 18 and later stops when something is mounted at the old path.
const Mount* mount_at_old_path(const DataDirectory& directory) {
  const bool is_default = directory.path == postgres_default_data(*directory.container->image);
  if (postgres_layout(*directory.row) != PostgresLayout::since_18 || !is_default) return nullptr;
  return mount_at(*directory.container, postgres_old_data);
}

}  // namespace

bool is_server_role(ImageRole role) {
  return role == ImageRole::database || role == ImageRole::queue || role == ImageRole::cache;
}

std::vector<std::string> image_volumes(const Container& container, const ImagePath& row, const ImagePaths& rows) {
  std::vector<std::string> volumes;
  if (container.build)
    for (const VolumeOperand* operand : container.build->volumes)
      if (!operand->path.empty()) volumes.push_back(operand->path);
  for (const ImagePath* other : rows.paths) {
    const bool same_version = !rows.version_unknown || other->versions == "*" || other->versions == row.versions;
    if (same_version && other->declared_volume == Declared::yes && !other->path.empty())
      volumes.push_back(clean_path(other->path));
  }
  return volumes;
}

void judge(DataDirectory& directory, const std::vector<std::string>& volumes) {
  for (const std::string& volume : volumes)
    if (is_within(directory.path, volume) && volume.size() > directory.exact_volume.size())
      directory.exact_volume = volume;
  directory.in_volume = !directory.exact_volume.empty();
  if (const Mount* old = mount_at_old_path(directory)) return set(directory, Persistence::postgres_path, old);
  const Mount* above = nearest_mount(*directory.container, directory.path);
  if (above) return judge_covered(directory, *above);
  judge_uncovered(directory);
}

}  // namespace mountlint
