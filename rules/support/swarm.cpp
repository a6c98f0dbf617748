// `docker stack deploy` ignores `build`, `container_name` and `restart` (docker/cli cli/compose/types
// UnsupportedProperties): a service that has one of them is run by Compose as well. Managers are few, often one, and
// data is pinned to them by `node.role == manager`.
#include "rules/support/swarm.h"

#include <algorithm>

namespace mountlint::rules {
namespace {

bool is_for_compose(const compose::Service& service) {
  return service.build || service.container_name || service.restart || service.network_mode;
}

bool may_pin(const Text& constraint) {
  const std::optional<std::string_view> text = constraint.known();
  if (!text) return true;
  if (text->find("==") == std::string_view::npos) return false;
  for (const std::string_view attribute : {"node.hostname", "node.id", "node.ip", "labels.", "manager"})
    if (text->find(attribute) != std::string_view::npos) return true;
  return false;
}

bool is_job(std::string_view mode) { return mode == "global" || mode == "global-job" || mode == "replicated-job"; }

}  // namespace

SwarmServices::SwarmServices(const Project& project) {
  const auto says_swarm = [](const auto& one) { return one->service->swarm_key && !is_for_compose(*one->service); };
  project_says_so_ = std::any_of(project.containers.begin(), project.containers.end(), says_swarm);
}

bool SwarmServices::contains(const Container& container) const {
  const compose::Service& service = *container.service;
  if (service.swarm_key) return !service.build || service.image;
  return project_says_so_ && !is_for_compose(service);
}

bool may_change_node(const Container& container) {
  const compose::Service& service = *container.service;
  if (!container.complete || !service.placement_constraints.complete || container.one_shot) return false;
  if (service.deploy_mode && (!service.deploy_mode->is_known() || is_job(*service.deploy_mode->known()))) return false;
  const auto& constraints = service.placement_constraints;
  return std::none_of(constraints.begin(), constraints.end(),
                      [](const compose::Value& one) { return may_pin(one.text); });
}

bool is_on_one_node(const Mount& mount) {
  if (mount.type != MountType::volume || !mount.source || !mount.volume) return false;
  const compose::VolumeDefinition& definition = *mount.volume->definition;
  if (definition.external != compose::Flag::no) return false;
  const bool is_local = !definition.driver || definition.driver->text.known() == "local";
  return is_local && definition.driver_opts.certainly_empty();
}

}  // namespace mountlint::rules
