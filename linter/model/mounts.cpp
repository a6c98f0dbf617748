// One function per origin. Whatever makes a mount that could not be read makes the list incomplete: then nothing is
// concluded from what is not mounted. An entry that Compose refuses is no mount; its error says so.
#include "linter/model/mounts.h"

#include <algorithm>

#include "linter/model/host_modules.h"
#include "linter/model/paths.h"
#include "linter/model/source_verdict.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

MountType model_type(compose::MountType type) {
  switch (type) {
    case compose::MountType::bind:
      return MountType::bind;
    case compose::MountType::volume:
      return MountType::volume;
    case compose::MountType::tmpfs:
      return MountType::tmpfs;
    case compose::MountType::cluster:
      return MountType::cluster;
    case compose::MountType::npipe:
      return MountType::npipe;
    case compose::MountType::image:
      return MountType::image;
    case compose::MountType::unknown:
      break;
  }
  return MountType::unknown;
}

Access access_of(compose::Flag read_only) {
  if (read_only == compose::Flag::unknown) return Access::unknown;
  return read_only == compose::Flag::yes ? Access::read_only : Access::read_write;
}

// Only what lies below the directory of the project, or below the one that `extends` or `include` came from, says
// anything.
HostSource kind_on_disk(const std::string& path, const std::string& base, const MountContext& context) {
  if (!context.host_fs || path.empty()) return HostSource::unknown;
  if (!is_within(path, context.project.directory) && !is_within(path, base)) return HostSource::unknown;
  switch (context.sources.files().kind(path)) {
    case FileKind::file:
      return HostSource::file;
    case FileKind::directory:
      return HostSource::directory;
    case FileKind::missing:
      return HostSource::missing;
    case FileKind::other:
      break;
  }
  return HostSource::unknown;
}

// `nginx.conf:/etc/nginx/nginx.conf`: read as the name of a volume, while the project has such a file. A name with a
// slash is no name of a volume anyway.
void look_up_volume_name(Mount& mount, const std::string& base, const MountContext& context) {
  const std::optional<std::string_view> name = mount.source->known();
  const bool may_be_path = name && mount.type == MountType::volume && mount.origin == MountOrigin::compose_short &&
                           !mount.volume && name->find_first_of("./") != std::string_view::npos;
  if (!may_be_path) return;
  mount.host_source = kind_on_disk(join_path(base, *name), base, context);
  if (mount.host_source == HostSource::file) mount.source_verdict = SourceVerdict::path_without_dot;
}

// Where a bind comes from, and what that place is.
void resolve_source(Mount& mount, const MountContext& context) {
  if (!mount.source) return;
  if (mount.type == MountType::unknown && begins_with_known_directory(*mount.source)) mount.type = MountType::bind;
  HostPath source;
  const std::string base = base_directory(mount.place, context.project.directory);
  if (mount.type == MountType::bind) {
    source = resolve_host_path(*mount.source, base);
    mount.host_path = source.path;
    if (source.of_project) mount.host_source = kind_on_disk(source.path, base, context);
    mount.host_has_modules =
        mount.host_source == HostSource::directory && has_tracked_modules(context.sources.files(), mount.host_path);
  }
  mount.source_verdict = source_verdict(mount, source);
  look_up_volume_name(mount, base, context);
}

const Volume* declared_volume(const Mount& mount, const Project& project) {
  if (mount.type != MountType::volume || !mount.source) return nullptr;
  const std::optional<std::string_view> name = mount.source->known();
  const Volume* volume = name ? project.volume(*name) : nullptr;
  return volume && volume->definition ? volume : nullptr;
}

Mount new_mount(MountOrigin origin, MountType type, const Place& place, const Container& container) {
  Mount mount;
  mount.origin = origin;
  mount.type = type;
  mount.place = place;
  mount.container = &container;
  return mount;
}

void add_volumes(Container& container, MountContext& context) {
  for (const compose::ServiceVolume& entry : container.service->volumes) {
    container.mounts.complete &= entry.valid;
    if (!entry.valid) continue;
    const MountOrigin origin = entry.long_syntax ? MountOrigin::compose_long : MountOrigin::compose_short;
    Mount mount = new_mount(origin, model_type(entry.type), entry.place, container);
    mount.source = entry.source;
    mount.target = entry.target;
    mount.target_path = container_path(entry.target);
    mount.access = access_of(entry.read_only);
    mount.options = entry.options;
    mount.syntax = &entry;
    mount.volume = declared_volume(mount, context.project);
    resolve_source(mount, context);
    container.mounts.push_back(std::move(mount));
  }
}

void add_tmpfs(Container& container) {
  for (const compose::Tmpfs& entry : container.service->tmpfs) {
    Mount mount = new_mount(MountOrigin::compose_tmpfs, MountType::tmpfs, entry.place, container);
    mount.target = entry.target;
    mount.target_path = container_path(entry.target);
    mount.options = entry.options;
    for (const Text& option : entry.options) {
      if (!option.is_known()) mount.access = Access::unknown;
      if (option.known() == "ro") mount.access = Access::read_only;
    }
    container.mounts.push_back(std::move(mount));
  }
}

// Configs and secrets differ in the directory that their targets count from.
struct FileMounts {
  MountOrigin origin;
  MountType type;
  std::string_view directory;
  const std::unordered_map<std::string_view, const compose::FileDefinition*>& definitions;
};

std::string file_target(const compose::FileReference& entry, std::string_view directory) {
  const std::optional<std::string_view> name = (entry.target ? *entry.target : entry.source).known();
  if (!name) return {};
  return join_path(directory, *name);
}

void add_files(Container& container, const Known<compose::FileReference>& entries, const FileMounts& kind,
               MountContext& context) {
  for (const compose::FileReference& entry : entries) {
    Mount mount = new_mount(kind.origin, kind.type, entry.place, container);
    mount.source = entry.source;
    mount.access = Access::read_only;
    mount.target_path = file_target(entry, kind.directory);
    mount.target = entry.target || mount.target_path.empty()
                       ? entry.target.value_or(entry.source)
                       : implied_text(mount.target_path, entry.source.span(), *context.project.texts);
    const auto found = kind.definitions.find(entry.source.value());
    if (found != kind.definitions.end() && found->second->file) {
      const compose::Value& file = *found->second->file;
      const std::string base = base_directory(file.place, context.project.directory);
      const HostPath path = resolve_host_path(file.text, base);
      mount.host_path = path.path;
      if (path.of_project) mount.host_source = kind_on_disk(path.path, base, context);
    }
    container.mounts.push_back(std::move(mount));
  }
}

void add_api_socket(Container& container, MountContext& context) {
  if (!container.service->use_api_socket) return;
  const Place& place = container.service->use_api_socket->place;
  Mount mount = new_mount(MountOrigin::api_socket, MountType::bind, place, container);
  mount.host_path = mount.target_path = "/var/run/docker.sock";
  mount.source = mount.target = implied_text(mount.target_path, place.span, *context.project.texts);
  mount.source_verdict = SourceVerdict::engine_socket;
  container.mounts.push_back(std::move(mount));
}

}  // namespace

MountContext mount_context(Project& project, const Sources& sources, bool host_fs) {
  MountContext context{project, sources, host_fs};
  for (const compose::FileDefinition& config : project.file->configs)
    context.configs.emplace(config.name.value(), &config);
  for (const compose::FileDefinition& secret : project.file->secrets)
    context.secrets.emplace(secret.name.value(), &secret);
  return context;
}

void add_own_mounts(Container& container, MountContext& context) {
  const compose::Service& service = *container.service;
  container.mounts.complete = container.complete && service.volumes.complete && service.tmpfs.complete &&
                              service.configs.complete && service.secrets.complete && service.volumes_from.complete;
  add_volumes(container, context);
  add_tmpfs(container);
  add_files(container, service.configs, {MountOrigin::compose_config, MountType::config, "/", context.configs},
            context);
  add_files(container, service.secrets,
            {MountOrigin::compose_secret, MountType::secret, "/run/secrets", context.secrets}, context);
  add_api_socket(container, context);
}

Text implied_text(std::string_view value, Span place, TextArena& texts) {
  TextBuilder builder(texts);
  builder.replace(value, place);
  return builder.finish(place);
}

}  // namespace mountlint
