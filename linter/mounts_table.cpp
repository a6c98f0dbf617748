// The model holds all of this; here it is put into words. What `volumes_from` takes over yields to the service's own
// mounts at the same target, and among several the last one counts, as the engine does it (daemon/volumes_unix.go).
#include "linter/mounts_table.h"

#include <algorithm>
#include <map>
#include <set>

#include "linter/model/project.h"

namespace mountlint {
namespace {

std::string_view name_of(MountType type) {
  switch (type) {
    case MountType::bind:
      return "bind";
    case MountType::volume:
      return "volume";
    case MountType::tmpfs:
      return "tmpfs";
    case MountType::cache:
      return "cache";
    case MountType::secret:
      return "secret";
    case MountType::ssh:
      return "ssh";
    case MountType::config:
      return "config";
    case MountType::image:
      return "image";
    case MountType::npipe:
      return "npipe";
    case MountType::cluster:
      return "cluster";
    case MountType::unknown:
      break;
  }
  return "unknown";
}

std::string_view name_of(ViaKind kind) {
  switch (kind) {
    case ViaKind::alias:
      return "alias";
    case ViaKind::merge_key:
      return "merge-key";
    case ViaKind::extends:
      return "extends";
    case ViaKind::include:
      return "include";
    case ViaKind::replaced:
      break;
  }
  return "replaced";
}

MountValue value_of(const Text& text) { return {text.shown(), text.is_known()}; }

void add(std::vector<BroughtBy>& to, BroughtBy one) {
  const auto is_same = [&](const BroughtBy& other) {
    return other.kind == one.kind && other.span == one.span && other.detail == one.detail;
  };
  if (std::ranges::none_of(to, is_same)) to.push_back(std::move(one));
}

void add_via(const Place& place, std::vector<BroughtBy>& to) {
  for (const Via* via = place.via; via; via = via->next) add(to, {std::string(name_of(via->kind)), {}, via->span});
}

// The values of variables that stand somewhere else: in `.env`, mostly.
void add_variables(const Text& text, std::vector<BroughtBy>& to) {
  for (const Run& run : text.runs())
    if (run.from == From::variable && run.defined_at.valid() && !run.span.contains(run.defined_at))
      add(to, {"variable", std::string(run.written), run.defined_at});
}

// The operand of VOLUME in the Dockerfile; null for a volume that only the table of known images tells of.
const VolumeOperand* operand_of(const Mount& mount) {
  const Build* build = mount.container ? mount.container->build : nullptr;
  if (!build) return nullptr;
  for (const VolumeOperand* operand : build->volumes)
    if (operand->path == mount.target_path) return operand;
  return nullptr;
}

std::string image_of(const Mount& mount) {
  const Container* container = mount.container;
  return container && container->image ? container->image->text.shown() : std::string();
}

void add_image_volume(const Mount& mount, MountRow& row) {
  const VolumeOperand* operand = operand_of(mount);
  if (operand) row.written = operand->written.span();
  add(row.brought_by, {"image-volume", operand ? "" : image_of(mount), mount.place.span});
  add_via(mount.place, row.brought_by);
}

void add_origin(const Mount& mount, MountRow& row);

void add_taken_over(const Mount& mount, MountRow& row) {
  const Mount& original = *mount.inherited;
  add(row.brought_by,
      {"volumes-from", original.container ? original.container->name : std::string(), mount.place.span});
  add_via(mount.place, row.brought_by);
  add_origin(original, row);
}

// Where it was written, and all that brought it from there to the service.
void add_origin(const Mount& mount, MountRow& row) {
  if (mount.inherited) return add_taken_over(mount, row);
  row.written = mount.place.span;
  if (mount.origin == MountOrigin::image_volume) return add_image_volume(mount, row);
  if (mount.origin == MountOrigin::api_socket) add(row.brought_by, {"use-api-socket", {}, mount.place.span});
  add_via(mount.place, row.brought_by);
  if (mount.source) add_variables(*mount.source, row.brought_by);
  add_variables(mount.target, row.brought_by);
  for (const Text& option : mount.options) add_variables(option, row.brought_by);
}

std::optional<std::string> volume_name(const Mount& mount) {
  const compose::VolumeDefinition* definition = mount.volume ? mount.volume->definition : nullptr;
  if (!definition) return std::nullopt;
  if (definition->real_name) {
    const auto name = definition->real_name->text.known();
    return name ? std::optional<std::string>(*name) : std::nullopt;
  }
  if (definition->external == compose::Flag::yes) return mount.volume->name;
  const std::optional<std::string>& project = mount.volume->project->file->project_name;
  if (!project || definition->external == compose::Flag::unknown) return std::nullopt;
  return *project + "_" + mount.volume->name;
}

MountRow row_of(const Mount& mount) {
  MountRow row;
  row.target = value_of(mount.target);
  if (!mount.target_path.empty()) row.target.text = mount.target_path;
  row.type = name_of(mount.type);
  if (mount.source) row.source = value_of(*mount.source);
  if (!mount.host_path.empty()) row.host_path = mount.host_path;
  row.volume_name = volume_name(mount);
  row.access = mount.access;
  row.fates = fates_of(mount);
  add_origin(mount, row);
  return row;
}

// Those that the container really gets.
std::vector<const Mount*> effective(const Container& container) {
  std::set<std::string_view> own;
  std::map<std::string_view, const Mount*> taken;  // the last one for each target
  for (const Mount& mount : container.mounts) {
    if (mount.target_path.empty()) continue;
    if (mount.inherited)
      taken[mount.target_path] = &mount;
    else if (mount.origin != MountOrigin::image_volume)
      own.insert(mount.target_path);
  }
  std::vector<const Mount*> out;
  for (const Mount& mount : container.mounts) {
    const bool yields = mount.inherited && !mount.target_path.empty() &&
                        (own.contains(mount.target_path) || taken.find(mount.target_path)->second != &mount);
    if (!yields) out.push_back(&mount);
  }
  return out;
}

// False for images that the table of known images does not have, or of which it knows the volumes by version only.
bool table_knows(const Container& container) {
  if (!container.image) return false;
  if (container.image->name == "scratch") return true;
  if (!container.known_image) return false;
  const ImagePaths rows = paths_of(*container.known_image, *container.image);
  return std::ranges::none_of(rows.paths, [&](const ImagePath* row) {
    const bool by_version = rows.version_unknown && row->versions != "*";
    return row->declared_volume == Declared::unknown || (by_version && row->declared_volume == Declared::yes);
  });
}

bool knows_image_volumes(const Container& container) {
  if (container.has_build && !container.build) return false;
  const auto is_known = [](const VolumeOperand* operand) { return !operand->path.empty(); };
  const Build* build = container.build;
  if (build && (!build->complete || !std::ranges::all_of(build->volumes, is_known))) return false;
  return table_knows(container);
}

ServiceMounts mounts_of(const Container& container) {
  ServiceMounts out{
      container.name, container.place.span, {}, container.mounts.complete, knows_image_volumes(container), {}};
  for (const compose::Value& profile : container.profiles) out.profiles.push_back(profile.text.shown());
  for (const Mount* mount : effective(container)) out.mounts.push_back(row_of(*mount));
  std::ranges::stable_sort(out.mounts, {}, [](const MountRow& row) { return std::string_view(row.target.text); });
  return out;
}

ProjectMounts mounts_of(const Project& project) {
  ProjectMounts out{project.path, project.file->project_name, {}, project.fragment, true, {}};
  for (const SourcePtr& source : project.file->sources) out.files.push_back(source->path());
  out.complete = project.file->complete && project.file->services.complete;
  for (const auto& container : project.containers) out.services.push_back(mounts_of(*container));
  return out;
}

}  // namespace

std::string_view name_of(Fate fate) {
  switch (fate) {
    case Fate::kept:
      return "kept";
    case Fate::orphaned:
      return "orphaned";
    case Fate::lost:
      return "lost";
    case Fate::unknown:
      break;
  }
  return "unknown";
}

std::string_view name_of(Access access) {
  if (access == Access::unknown) return "unknown";
  return access == Access::read_only ? "ro" : "rw";
}

std::vector<ProjectMounts> mounts_of(const Workspace& workspace) {
  std::vector<ProjectMounts> out;
  for (const auto& project : workspace.projects) out.push_back(mounts_of(*project));
  return out;
}

}  // namespace mountlint
