// Sections that have a wrong shape, or parts that could not be read, define something unknown: then no name is missing.
#include "parsers/compose/merged_project.h"

#include <algorithm>

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

Names section(const File& file, std::string_view name) {
  Names out;
  out.complete = file.complete && file.merged->complete;
  const Entry* entry = file.merged->find(name);
  if (!entry) return out;
  const Node& node = *entry->value;
  if (!node.complete || !(node.is_mapping() || node.is_null())) out.complete = false;
  for (const Entry& item : node.children)
    if (item.key) out.all.insert(item.key->text.value());
  return out;
}

// Whatever says nothing about its networks is in `default`, which then need not be defined (loader/normalize.go).
bool uses_default_network(const Node& container) {
  if (!container.is_mapping() || container.find("provider") || container.find("network_mode")) return false;
  const std::vector<UsedName> networks = names_at(container.find("networks"));
  return networks.empty() || std::any_of(networks.begin(), networks.end(),
                                         [](const UsedName& network) { return network.name == "default"; });
}

}  // namespace

MergedProject::MergedProject(const File& loaded) : file(loaded), root(*loaded.merged) {
  for_each_at(root, "services.*", [&](const Entry& entry) {
    if (entry.key) services[entry.key->text.value()].entry = &entry;
  });
  for (const Service& service : file.services) services[service.name.value()].typed = &service;
  std::erase_if(services, [](const auto& item) { return !item.second.entry; });
  services_complete = section(file, "services").complete;
  volumes = section(file, "volumes");
  networks = section(file, "networks");
  secrets = section(file, "secrets");
  models = section(file, "models");
  jobs = section(file, "jobs");
  const auto add_default = [&](const Entry& entry) {
    if (uses_default_network(*entry.value)) networks.all.insert("default");
  };
  for_each_at(root, "services.*", add_default);
  for_each_at(root, "jobs.*", add_default);
}

bool MergedProject::runs(std::string_view service) const {
  const auto found = services.find(service);
  return found != services.end() && found->second.typed;
}

std::vector<UsedName> names_at(const Entry* entry) {
  std::vector<UsedName> out;
  if (!entry) return out;
  for (const Entry& item : entry->value->children) {
    const Node& named = item.key ? *item.key : *item.value;
    const std::optional<std::string_view> name = known_text(named);
    if (name) out.push_back({*name, named.span, item.key ? item.value : nullptr});
  }
  return out;
}

const Entry* find_at(const Node& from, std::string_view path) {
  const std::size_t dot = path.find('.');
  const Entry* entry = from.find(path.substr(0, dot));
  return !entry || dot == std::string_view::npos ? entry : find_at(*entry->value, path.substr(dot + 1));
}

void for_each_at(const Node& from, std::string_view path, const std::function<void(const Entry&)>& visit) {
  const std::size_t dot = path.find('.');
  const auto go_on = [&](const Entry& entry) {
    if (dot == std::string_view::npos) return visit(entry);
    for_each_at(*entry.value, path.substr(dot + 1), visit);
  };
  const std::string_view name = path.substr(0, dot);
  if (name == "*") return static_cast<void>(std::for_each(from.children.begin(), from.children.end(), go_on));
  if (const Entry* entry = from.find(name)) go_on(*entry);
}

std::optional<std::string_view> known_text(const Node& node) {
  return node.is_scalar() ? node.text.known() : std::nullopt;
}

std::optional<std::string_view> known_text(const Entry* entry) {
  return entry ? known_text(*entry->value) : std::nullopt;
}

}  // namespace mountlint::compose
