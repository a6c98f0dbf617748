// The typed form, field by field; what it has no place for (`depends_on`, `labels` ..) is read from the merged tree.
#include "tests/conformance/compose_service.h"

#include <algorithm>
#include <set>

#include "parsers/compose/values.h"
#include "tests/conformance/compose_build.h"
#include "tests/conformance/compose_mount.h"
#include "tests/conformance/compose_paths.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using namespace compose;
using nlohmann::json;

namespace {

json value_of(const std::optional<Text>& text) { return text ? text_value(*text) : json(); }
json value_of(const std::optional<Value>& value) { return value ? text_value(value->text) : json(); }

json value_of(const std::optional<CommandLine>& command) {
  if (!command) return {};
  json out = json::array();
  for (const Text& word : command->words) out.push_back(text_value(word));
  return out;
}

json value_of(const Known<Value>& values) {
  json out = json::array();
  for (const Value& value : values) out.push_back(text_value(value.text));
  return out;
}

bool is_short(const Device& device, const yaml::Entry* written) {
  if (!written) return true;
  const auto& items = written->value->children;
  return std::none_of(items.begin(), items.end(), [&](const yaml::Entry& item) {
    return item.value->is_mapping() && item.value->span == device.place.span;
  });
}

// The short syntax has defaults of its own.
json devices_value(const Known<Device>& devices, const yaml::Entry* written) {
  json out = json::array();
  for (const Device& device : devices) {
    json entry = json::object();
    const bool target = device.target && !device.target->empty(), brief = is_short(device, written);
    put_given(entry, "source", text_value(device.source));
    put_given(entry, "target", target ? value_of(device.target) : text_value(device.source));
    if (brief) entry["permissions"] = "rwm";
    put_given(entry, "permissions", value_of(device.permissions));
    out.push_back(std::move(entry));
  }
  return out;
}

json tmpfs_value(const Known<Tmpfs>& list) {
  json out = json::array();
  for (const Tmpfs& tmpfs : list) {
    std::string text(tmpfs.target.value());
    bool known = tmpfs.target.is_known(), blank = is_blank(text_value(tmpfs.target));
    for (std::size_t i = 0; i < tmpfs.options.size(); ++i) {
      text += (i ? "," : ":") + std::string(tmpfs.options[i].value());
      known = known && tmpfs.options[i].is_known();
      blank = blank || is_blank(text_value(tmpfs.options[i]));
    }
    out.push_back(!known ? unknown_value(text) : blank ? blank_value(text) : json(text));
  }
  return out;
}

json watches_value(const ShownProject& project, const Known<Watch>& watches) {
  json out = json::array();
  for (const Watch& watch : watches) {
    json entry = json::object();
    const auto path = [&](std::string_view text) { return host_path(project.file, text, watch.place, project.folder); };
    put_given(entry, "path", text_value(watch.path, path));
    put_given(entry, "action", text_value(watch.action));
    put_given(entry, "target", value_of(watch.target));
    put_given(entry, "ignore", value_of(watch.ignore));
    put_given(entry, "include", value_of(watch.include));
    put_given(entry, "initial_sync", flag_value(watch.initial_sync));
    out.push_back(std::move(entry));
  }
  return out;
}

json volumes_from_value(const Known<VolumesFrom>& list, const yaml::Node& node) {
  json out = json::array();
  const yaml::Entry* entry = node.find("volumes_from");
  if (!list.complete || !entry || entry->value->children.size() != list.size()) return out;
  for (const yaml::Entry& item : entry->value->children) out.push_back(text_value(item.value->text));
  return out;
}

// `service:NAME`
void add_shared(const yaml::Node& node, const char* key, std::set<std::string>& to) {
  const std::optional<Text> text = read_text(node.find(key));
  const std::optional<std::string_view> value = text ? text->known() : std::nullopt;
  if (value && value->starts_with("service:")) to.emplace(value->substr(8));
}

// Names of a list, of the keys of a mapping.
void add_names(const yaml::Entry* entry, std::set<std::string>& to) {
  if (!entry) return;
  for (const yaml::Entry& item : entry->value->children) to.insert((item.key ? item.key : item.value)->text.shown());
}

// Also what is depended on because something of it is used.
json dependencies_value(const Service& service, const yaml::Node& node) {
  std::set<std::string> names;
  add_names(node.find("depends_on"), names);
  for (const VolumesFrom& from : service.volumes_from)
    if (!from.container) names.insert(from.source.shown());
  std::set<std::string> links;
  add_names(node.find("links"), links);
  for (const std::string& link : links) names.insert(link.substr(0, link.find(':')));
  for (const char* key : {"network_mode", "ipc", "pid", "uts", "cgroup"}) add_shared(node, key, names);
  return names;
}

json provider_value(const yaml::Node& provider) {
  json out = json::object();
  put_given(out, "type", value_of(read_text(provider.find("type"))));
  const yaml::Entry* options = provider.find("options");
  if (!options) return out;
  for (const yaml::Entry& option : options->value->children) {
    json& list = out["options"][option.key->text.shown()] = json::array();
    if (option.value->is_scalar()) list.push_back(scalar_value(*option.value));
    for (const yaml::Entry& item : option.value->children) list.push_back(scalar_value(*item.value));
  }
  return out;
}

json number_value(const yaml::Entry* entry) {
  const std::optional<Text> text = read_text(entry);
  if (!text) return {};
  const json value = text_value(*text);
  if (is_unknown(value) || is_blank(value)) return value;
  const std::optional<std::int64_t> number = yaml::as_integer(*entry->value);
  return number ? *number : std::atoll(value.get<std::string>().c_str());
}

json names_value(const yaml::Entry* entry) {
  std::set<std::string> names;
  add_names(entry, names);
  return names;
}

}  // namespace

json without_nulls(json variables) {
  for (json& value : variables)
    if (value.is_null()) value = "";
  return variables;
}

json variables_value(const Known<Variable>& variables, const yaml::Entry* written) {
  json out = json::object();
  for (const Variable& variable : variables) {
    if (!variable.name.is_known()) {
      out["$invalid"] = true;
      continue;
    }
    const yaml::Entry* entry = written ? written->value->find(variable.name.value()) : nullptr;
    json& value = out[variable.name.shown()] = variable.value ? text_value(*variable.value) : json();
    if (entry && entry->value->is_scalar() && variable.value) value = scalar_value(*entry->value);
  }
  return out;
}

json container_value(const ShownProject& project, const Service& service) {
  json out = json::object(), volumes = json::array();
  for (const ServiceVolume& volume : service.volumes) volumes.push_back(mount_value(project, volume));
  put_given(out, "image", value_of(service.image));
  put_given(out, "volumes", std::move(volumes));
  put_given(out, "tmpfs", tmpfs_value(service.tmpfs));
  put_given(out, "configs", references_value(service.configs, ""));
  put_given(out, "secrets", references_value(service.secrets, "/run/secrets/"));
  if (service.command) out["command"] = value_of(service.command);
  if (service.entrypoint) out["entrypoint"] = value_of(service.entrypoint);
  put_given(out, "environment", variables_value(service.environment, nullptr));
  put_given(out, "user", value_of(service.user));
  put_given(out, "working_dir", value_of(service.working_dir));
  put_given(out, "read_only", flag_value(service.read_only));
  return out;
}

json service_value(const ShownProject& project, const Service& service, const yaml::Node& node) {
  json out = container_value(project, service), pre_start = json::array();
  for (const Service& container : service.pre_start) pre_start.push_back(container_value(project, container));
  const yaml::Entry *build = node.find("build"), *provider = node.find("provider"), *deploy = node.find("deploy");
  if (service.build) out["build"] = build_value(project, *service.build, build ? build->value : nullptr);
  put_given(out, "devices", devices_value(service.devices, node.find("devices")));
  put_given(out, "volumes_from", volumes_from_value(service.volumes_from, node));
  put_given(out, "profiles", value_of(service.profiles));
  put_given(out, "restart", value_of(service.restart));
  put_given(out, "container_name", value_of(service.container_name));
  put_given(out, "environment", variables_value(service.environment, node.find("environment")));
  put_given(out, "labels", without_nulls(variables_value(service.labels, node.find("labels"))));
  put_given(out, "depends_on", dependencies_value(service, node));
  put_given(out, "models", names_value(node.find("models")));
  put_given(out, "watch", watches_value(project, service.watch));
  put_given(out, "pre_start", std::move(pre_start));
  put_given(out, "privileged", flag_value(read_flag(node.find("privileged"), Flag::no)));
  if (service.use_api_socket) out["use_api_socket"] = flag_value(read_flag(node.find("use_api_socket"), Flag::no));
  if (provider) put_given(out, "provider", provider_value(*provider->value));
  put_given(out, "scale", number_value(node.find("scale")));
  put_given(out, "replicas", number_value(deploy ? deploy->value->find("replicas") : nullptr));
  return out;
}

}  // namespace mountlint::conformance
