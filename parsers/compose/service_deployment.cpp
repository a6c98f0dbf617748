// Compose itself takes over `replicas`, `resources` and `restart_policy` of `deploy` (docker/compose
// pkg/compose/create.go, compose-go types.ServiceConfig.GetScale); the other keys act in a swarm only (compose-spec
// deploy.md). Whoever writes one of those means to run `docker stack deploy`. `mode: replicated` is the default and
// says nothing.
#include "parsers/compose/service_deployment.h"

#include <algorithm>

#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

bool says_something(const Node& value) {
  const bool collection = value.is_mapping() || value.is_sequence();
  return !value.is_null() && (!collection || !value.children.empty());
}

bool is_swarm_mode(const Node& value) {
  if (!value.is_scalar()) return false;
  const std::optional<std::string_view> mode = value.text.known();
  return mode == "global" || mode == "replicated-job" || mode == "global-job";
}

bool is_for_swarm(const Entry& entry) {
  constexpr std::string_view keys[] = {"placement", "update_config", "rollback_config", "endpoint_mode", "labels"};
  const std::string_view key = entry.key->text.value();
  if (key == "mode") return is_swarm_mode(*entry.value);
  return std::ranges::count(keys, key) > 0 && says_something(*entry.value);
}

void read_swarm_key(const Node& deploy, Service& service) {
  const auto found =
      std::ranges::find_if(deploy.children, [](const Entry& entry) { return entry.key && is_for_swarm(entry); });
  if (deploy.is_mapping() && found != deploy.children.end()) service.swarm_key = key_place_of(*found);
}

bool is_readable(const Node& node) { return node.complete && (node.is_mapping() || node.is_null()); }

Known<Value> read_constraints(const Node& deploy) {
  const Entry* placement = deploy.find("placement");
  Known<Value> out = read_values(placement ? placement->value->find("constraints") : nullptr);
  out.complete = out.complete && is_readable(deploy) && (!placement || is_readable(*placement->value));
  return out;
}

}  // namespace

void read_deployment(const Node& node, Service& service) {
  service.profiles = read_values(node.find("profiles"));
  service.labels = read_variables(node.find("labels"));
  service.ephemeral = read_flag(node.find("x-ephemeral"), Flag::no);
  service.provider = node.find("provider") != nullptr;
  service.replicas = read_text(node.find("scale"));
  const Entry* entry = node.find("deploy");
  if (!entry) return;
  const Node& deploy = *entry->value;
  service.deploy_mode = read_text(deploy.find("mode"));
  if (const auto replicas = read_text(deploy.find("replicas"))) service.replicas = replicas;
  service.placement_constraints = read_constraints(deploy);
  read_swarm_key(deploy, service);
}

}  // namespace mountlint::compose
