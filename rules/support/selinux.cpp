// What the engine takes for a container without labels: moby daemon/container_operations_unix.go (privileged,
// `ipc: host`, `pid: host`) and the `label` of `security_opt`. These keys are in no typed form.
#include "rules/support/selinux.h"

#include "parsers/yaml/tree.h"

namespace mountlint::rules {

using yaml::Entry;
using yaml::Node;

static const Node* find(const Node* node, std::string_view key) {
  const Entry* entry = node ? node->find(key) : nullptr;
  return entry ? entry->value : nullptr;
}

static bool is_host(const Node* node) { return node && node->text.value() == "host"; }

static bool switches_labels(const Node& option) {
  const std::string_view text = option.text.value();
  return text.starts_with("label:") || text.starts_with("label=") || !option.text.is_known();
}

bool has_private_label(const Mount& mount) {
  return mount.syntax && mount.syntax->selinux && mount.syntax->selinux->known() == "Z";
}

Confinement::Confinement(const Project& project) {
  const Node* services = find(project.file->merged, "services");
  if (!services) return;
  for (const Entry& entry : services->children)
    if (entry.key) services_.emplace(entry.key->text.value(), entry.value);
}

bool Confinement::binds(const Container& container) const {
  const auto found = services_.find(container.name);
  if (found == services_.end()) return false;
  const Node* service = found->second;
  if (is_host(find(service, "ipc")) || is_host(find(service, "pid"))) return false;
  const Node* privileged = find(service, "privileged");
  if (privileged && privileged->text.value() != "false") return false;
  const Node* options = find(service, "security_opt");
  if (!options) return true;
  for (const Entry& option : options->children)
    if (switches_labels(*option.value)) return false;
  return options->is_sequence();
}

}  // namespace mountlint::rules
