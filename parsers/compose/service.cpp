// One service, completed by what it extends. One whose base is not known lacks nothing for certain; nor does one whose
// mapping was broken.
#include <algorithm>

#include "parsers/compose/schema.h"
#include "parsers/compose/service_deployment.h"
#include "parsers/compose/service_mounts.h"
#include "parsers/compose/shape.h"
#include "parsers/compose/values.h"
#include "parsers/spelling.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

// `env_file`: a string, or a list of strings and of mappings with `path`.
Known<Value> read_env_files(const Entry* entry) {
  if (!entry || !entry->value->is_sequence()) return read_values(entry);
  Known<Value> out;
  out.complete = entry->value->complete;
  for (const Entry& item : entry->value->children) {
    const std::optional<Value> path =
        item.value->is_mapping() ? read_value(item.value->find("path")) : read_value(&item);
    if (path)
      out.push_back(*path);
    else
      out.complete = false;
  }
  return out;
}

void read_mounts(const Node& node, Service& service, SyntaxErrors& errors) {
  service.volumes = read_volumes(node.find("volumes"), errors);
  service.tmpfs = read_tmpfs(node.find("tmpfs"));
  service.volumes_from = read_volumes_from(node.find("volumes_from"));
  service.configs = read_file_references(node.find("configs"));
  service.secrets = read_file_references(node.find("secrets"));
  service.devices = read_devices(node.find("devices"));
  const Entry* socket = node.find("use_api_socket");
  if (socket && read_flag(socket, Flag::no) != Flag::no) service.use_api_socket = read_value(socket);
}

void read_process(const Node& node, Service& service, TextArena& arena, SyntaxErrors& errors) {
  service.command = read_command(node.find("command"), arena, errors);
  service.entrypoint = read_command(node.find("entrypoint"), arena, errors);
  service.environment = read_variables(node.find("environment"));
  service.env_file = read_env_files(node.find("env_file"));
  service.user = read_value(node.find("user"));
  service.working_dir = read_value(node.find("working_dir"));
  service.restart = read_value(node.find("restart"));
  service.hostname = read_value(node.find("hostname"));
  service.container_name = read_value(node.find("container_name"));
  service.network_mode = read_value(node.find("network_mode"));
  service.read_only = read_flag(node.find("read_only"), Flag::no);
}

// Lists of a service that is not whole are not whole either.
void mark_incomplete(Service& service) {
  service.volumes.complete = service.tmpfs.complete = service.volumes_from.complete = false;
  service.configs.complete = service.secrets.complete = service.devices.complete = false;
  service.environment.complete = service.env_file.complete = false;
  service.profiles.complete = service.labels.complete = false;
  service.placement_constraints.complete = service.watch.complete = service.pre_start.complete = false;
}

// The lists of a service that one key fills.
template <class Mark>
bool mark_list(Service& service, std::string_view key, Mark mark) {
  if (key == "volumes") return mark(service.volumes);
  if (key == "tmpfs") return mark(service.tmpfs);
  if (key == "volumes_from") return mark(service.volumes_from);
  if (key == "configs") return mark(service.configs);
  if (key == "secrets") return mark(service.secrets);
  if (key == "devices") return mark(service.devices);
  if (key == "environment") return mark(service.environment);
  if (key == "env_file") return mark(service.env_file);
  if (key == "profiles") return mark(service.profiles);
  return key == "labels" && mark(service.labels);
}

// A key that is a typo of a known one: what that one would say is not known.
void mark_misspelled(const Node& node, Service& service) {
  std::vector<std::string_view> known;
  for (const Key& key : service_keys()) known.push_back(key.name);
  for (const Entry& entry : node.children) {
    const std::string_view name = entry.key ? entry.key->text.value() : std::string_view("x-");
    if (is_extension(name) || std::find(known.begin(), known.end(), name) != known.end()) continue;
    for (const std::string_view meant : nearest_words(name, known, typo_limit(name)))
      if (!mark_list(service, meant, [](auto& list) { return !(list.complete = false); })) service.complete = false;
  }
}

// The key at the very end, if nothing follows it.
const Node* empty_last_key(const Node& node) {
  if (node.children.empty()) return nullptr;
  const Entry& last = node.children.back();
  const bool empty = last.key && last.value->is_null() && last.value->complete && last.value->span.empty();
  return empty ? last.key : empty_last_key(*last.value);
}

// Somebody is still typing: the last key has no value, and needs one.
bool is_unfinished(const Node& node, const SyntaxErrors& errors) {
  const Node* key = empty_last_key(node);
  return key &&
         std::any_of(errors.begin(), errors.end(), [&](const SyntaxError& error) { return error.span == key->span; });
}

}  // namespace

Service type_service(const Entry& entry, yaml::Tree& tree, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  Service service;
  service.name = entry.key->text;
  service.key = key_place_of(entry);
  service.place = place_of(entry);
  service.complete = node.complete && node.is_mapping() && !is_unfinished(node, errors);
  service.image = read_value(node.find("image"));
  const Entry* build = node.find("build");
  if (build && !build->value->is_null()) service.build = type_build(*build);
  read_mounts(node, service, errors);
  read_process(node, service, tree.texts(), errors);
  read_deployment(node, service);
  service.watch = type_watch(node);
  service.pre_start = type_pre_start(node, tree);
  if (node.is_mapping()) mark_misspelled(node, service);
  if (!service.complete) mark_incomplete(service);
  return service;
}

}  // namespace mountlint::compose
