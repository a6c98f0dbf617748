// A volume is told by the name that the engine knows it by: `name:`, the key of an external one, else the key, which
// Compose puts the project's name in front of. A local volume with `o: bind` is the directory it is bound to. Templates
// of a swarm (moby daemon/cluster/executor/container) give each task or service a storage of its own.
#include "linter/model/shared_storage.h"

#include <algorithm>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

constexpr const char *host = "host", *unset = "unset:";

bool has_template(std::string_view text) { return text.find("{{") != std::string_view::npos; }

const Text* option_of(const compose::VolumeDefinition& definition, std::string_view name) {
  for (const compose::Variable& option : definition.driver_opts)
    if (option.name.known() == name && option.value) return &*option.value;
  return nullptr;
}

bool is_bind_option(std::string_view options) {
  const std::string padded = "," + std::string(options) + ",";
  return padded.find(",bind,") != std::string::npos || padded.find(",rbind,") != std::string::npos;
}

// Of `driver_opts: {type: none, o: bind, device: /srv/db}`.
std::optional<std::string_view> bound_directory(const compose::VolumeDefinition& definition) {
  if (definition.driver && definition.driver->text.known() != "local") return std::nullopt;
  const Text *options = option_of(definition, "o"), *device = option_of(definition, "device");
  if (!options || !device || !is_bind_option(options->value())) return std::nullopt;
  const std::optional<std::string_view> path = device->known();
  return path && path->starts_with('/') ? path : std::nullopt;
}

// Where the whole volume lies.
std::optional<StoragePlace> place_of(std::string_view key, const Volume* volume) {
  if (has_template(key)) return std::nullopt;
  const compose::VolumeDefinition* definition = volume ? volume->definition : nullptr;
  if (!definition) return StoragePlace{"volume:" + std::string(key), "/"};
  if (const auto directory = bound_directory(*definition)) return StoragePlace{host, clean_path(*directory)};
  const std::optional<compose::Value>& name = definition->real_name;
  if (name && has_template(name->text.value())) return std::nullopt;
  if (name && name->text.is_known()) return StoragePlace{"name:" + std::string(name->text.value()), "/"};
  if (definition->external == compose::Flag::yes && !name) return StoragePlace{"name:" + std::string(key), "/"};
  return StoragePlace{"volume:" + std::string(key), "/"};
}

// `${DATA}/db`: two variables are two places, even if they should have one value.
std::optional<StoragePlace> unset_place(const Text& source) {
  const std::vector<Run> runs = source.runs();
  if (runs.empty() || runs[0].from != From::unknown || has_template(runs[0].written)) return std::nullopt;
  const std::optional<std::string_view> rest = source.from(1).known();
  if (!rest || (!rest->empty() && !rest->starts_with('/')) || has_template(*rest)) return std::nullopt;
  return StoragePlace{unset + std::string(runs[0].written), clean_path("/" + std::string(*rest))};
}

std::optional<StoragePlace> volume_place(const Mount& mount) {
  if (!mount.source || mount.source->empty()) return std::nullopt;
  const std::optional<std::string_view> key = mount.source->known();
  std::optional<StoragePlace> place = key ? place_of(*key, mount.volume) : unset_place(*mount.source);
  const std::optional<Text>& subpath = mount.syntax ? mount.syntax->subpath : std::nullopt;
  if (!place || !subpath) return place;
  if (!subpath->is_known()) return std::nullopt;
  place->path = clean_path(place->path + "/" + std::string(subpath->value()));
  return place;
}

std::optional<StoragePlace> host_place(const Mount& mount) {
  if (!mount.source || has_template(mount.source->value())) return std::nullopt;
  if (!mount.host_path.empty()) return StoragePlace{host, mount.host_path};
  return mount.source->is_known() ? std::nullopt : unset_place(*mount.source);
}

std::optional<std::string_view> shared_profile(const Container& one, const Container& other) {
  for (const compose::Value& mine : one.profiles)
    for (const compose::Value& theirs : other.profiles)
      if (mine.text.is_known() && mine.text.known() == theirs.text.known()) return mine.text.known();
  return std::nullopt;
}

bool is_deployed(const Container& container) { return !container.replicas || container.replicas->known() != "0"; }

bool runs_for_long(const Container& container) {
  return container.profiles.complete && !container.one_shot && is_deployed(container);
}

}  // namespace

std::optional<StoragePlace> storage_of(const Mount& mount) {
  switch (mount.type) {
    case MountType::volume:
      return volume_place(mount);
    case MountType::bind:
    case MountType::unknown:
      return host_place(mount);
    default:
      return std::nullopt;
  }
}

std::optional<StoragePlace> storage_at(const Mount& mount, std::string_view path) {
  std::optional<StoragePlace> place = storage_of(mount);
  if (!place || !mount.covers(path)) return std::nullopt;
  const std::string_view below = mount.target_path == "/" ? path : path.substr(mount.target_path.size());
  place->path = clean_path(place->path + "/" + std::string(below));
  return place;
}

bool is_within(const StoragePlace& inner, const StoragePlace& outer) {
  return inner.storage == outer.storage && is_within(inner.path, outer.path);
}

bool overlap(const StoragePlace& one, const StoragePlace& other) {
  return is_within(one, other) || is_within(other, one);
}

bool may_run_together(const Container& one, const Container& other) {
  if (&one == &other || !runs_for_long(one) || !runs_for_long(other)) return false;
  return one.profiles.empty() || other.profiles.empty() || shared_profile(one, other);
}

std::string storage_name(const Mount& mount) {
  const Mount& written = mount.inherited ? *mount.inherited : mount;
  return written.source ? written.source->shown() : written.target.shown();
}

}  // namespace mountlint
