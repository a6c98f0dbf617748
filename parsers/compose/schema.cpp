// The top level of a project. Below `services`, `volumes` and the like every key is the name of a resource, `x-...`,
// too.
#include "parsers/compose/schema.h"

#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

// `external: true`, or the old `external: {name: x}`.
Flag read_external(const Node& node) {
  const Entry* entry = node.find("external");
  if (entry && entry->value->is_mapping()) return Flag::yes;
  return read_flag(entry, Flag::no);
}

// `name`, else that of `external`.
std::optional<Value> read_real_name(const Node& node) {
  const Entry* external = node.find("external");
  std::optional<Value> name = read_value(node.find("name"));
  return name || !external ? name : read_value(external->value->find("name"));
}

VolumeDefinition type_volume(const Entry& entry) {
  const Node& node = *entry.value;
  VolumeDefinition out;
  out.name = entry.key->text;
  out.key = key_place_of(entry);
  out.place = place_of(entry);
  out.real_name = read_real_name(node);
  out.driver = read_value(node.find("driver"));
  out.driver_opts = read_variables(node.find("driver_opts"));
  out.external = read_external(node);
  out.labels = read_variables(node.find("labels"));
  if (!node.complete) out.driver_opts.complete = out.labels.complete = false;
  return out;
}

FileDefinition type_file_definition(const Entry& entry) {
  const Node& node = *entry.value;
  FileDefinition out;
  out.name = entry.key->text;
  out.key = key_place_of(entry);
  out.file = read_value(node.find("file"));
  out.environment = read_value(node.find("environment"));
  out.content = read_value(node.find("content"));
  out.real_name = read_real_name(node);
  out.driver = read_value(node.find("driver"));
  out.external = read_external(node);
  out.has_external = node.find("external") != nullptr;
  out.complete = node.complete && node.is_mapping();
  return out;
}

// Calls `type` for each entry of the mapping below `key`.
template <class T, class Type>
Known<T> type_all(const Node& root, std::string_view key, Type type) {
  Known<T> out;
  out.complete = root.complete;
  const Entry* entry = root.find(key);
  if (!entry) return out;
  const Node& node = *entry->value;
  if (!node.complete || !(node.is_mapping() || node.is_null())) out.complete = false;
  if (!node.is_mapping()) return out;
  for (const Entry& item : node.children) out.push_back(type(item));
  return out;
}

template <class T>
const T* find_by_name(const Known<T>& list, std::string_view name) {
  for (const T& item : list)
    if (item.name.value() == name) return &item;
  return nullptr;
}

}  // namespace

Known<FileDefinition> type_definitions(const Node& root, std::string_view section) {
  return type_all<FileDefinition>(root, section, type_file_definition);
}

std::string_view File::directory_for(const Place& place) const {
  for (const Via* via = place.via; via; via = via->next)
    if (!via->directory.empty()) return via->directory;
  return directory;
}

const Service* File::service(std::string_view wanted) const { return find_by_name(services, wanted); }

const VolumeDefinition* File::volume(std::string_view wanted) const { return find_by_name(volumes, wanted); }

void type_file(const Node& root, File& file) {
  file.name = read_value(root.find("name"));
  SyntaxErrors unchecked;  // nobody looks at the mounts of jobs
  const auto container = [&](SyntaxErrors& errors) {
    return [&](const Entry& entry) { return type_service(entry, *file.tree, errors); };
  };
  file.services = type_all<Service>(root, "services", container(file.errors));
  file.jobs = type_all<Service>(root, "jobs", container(unchecked));
  file.volumes = type_all<VolumeDefinition>(root, "volumes", type_volume);
  file.configs = type_definitions(root, "configs");
  file.secrets = type_definitions(root, "secrets");
  file.ephemeral = read_flag(root.find("x-ephemeral"), Flag::no);
}

}  // namespace mountlint::compose
