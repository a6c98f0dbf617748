// Follows compose-go's loader/validate.go, service by service. The names stand in lists or as keys.
#include "parsers/compose/reference_refusals.h"

#include <algorithm>

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

class References {
 public:
  References(const MergedProject& project, const MergedService& service, SyntaxErrors& errors)
      : project_(project), service_(*service.typed), node_(*service.entry->value), errors_(errors) {}

  void volumes();
  void networks();
  void models() { undefined(names_at(node_.find("models")), project_.models, "model"); }
  void build_secrets();
  void unnamed(std::string_view path, const char* kind);
  void contexts();
  void platform();

 private:
  void undefined(const std::vector<UsedName>& used, const Names& defined, const char* kind);
  void context(std::string_view context, Span at);
  std::string_view name() const { return service_.name.value(); }

  const MergedProject& project_;
  const Service& service_;
  const Node& node_;
  SyntaxErrors& errors_;
};

void References::undefined(const std::vector<UsedName>& used, const Names& defined, const char* kind) {
  for (const UsedName& each : used)
    if (defined.lacks(each.name))
      refuse(errors_, each.at, "service `{}` refers to an undefined {} `{}`", name(), kind, each.name);
}

void References::volumes() {
  std::vector<UsedName> used;
  for (const ServiceVolume& volume : service_.volumes) {
    if (!volume.valid || volume.type != MountType::volume || !volume.source) continue;
    const std::optional<std::string_view> source = volume.source->known();
    if (source && !source->empty()) used.push_back({*source, volume.source->span()});
  }
  undefined(used, project_.volumes, "volume");
}

void References::networks() {
  const std::vector<UsedName> used = names_at(node_.find("networks"));
  undefined(used, project_.networks, "network");
  const Entry* mode = node_.find("network_mode");
  const std::optional<std::string_view> text = known_text(mode);
  if (used.empty() || !text || text->empty()) return;
  refuse(errors_, mode->value->span, "`network_mode` and `networks` exclude each other");
}

void References::build_secrets() {
  const Entry* list = find_at(node_, "build.secrets");
  if (!list) return;
  std::vector<UsedName> used;
  for (const Entry& item : list->value->children) {
    const Entry* source = item.value->is_mapping() ? item.value->find("source") : &item;
    if (const auto name = known_text(source)) used.push_back({*name, source->value->span});
  }
  undefined(used, project_.secrets, "build secret");
}

// Where `source` is missing, nothing is referred to, which nobody can define.
void References::unnamed(std::string_view path, const char* kind) {
  const Entry* list = find_at(node_, path);
  if (!list || !project_.file.complete) return;
  for (const Entry& item : list->value->children)
    if (item.value->is_mapping() && item.value->complete && !item.value->find("source"))
      refuse(errors_, item.value->span, "service `{}` refers to an undefined {} ``", name(), kind);
}

// `additional_contexts: {base: service:db}`
void References::contexts() {
  const Entry* list = find_at(node_, "build.additional_contexts");
  if (!list) return;
  for (const Entry& item : list->value->children) {
    const std::optional<std::string_view> text = known_text(&item);
    if (!text) continue;
    const std::size_t equals = item.key ? std::string_view::npos : text->find('=');
    context(equals == std::string_view::npos ? *text : text->substr(equals + 1), item.value->span);
  }
}

// Whether the profiles of that service are on makes no difference.
void References::context(std::string_view context, Span at) {
  constexpr std::string_view prefix = "service:";
  if (!context.starts_with(prefix)) return;
  const std::string_view target = context.substr(prefix.size());
  const auto found = project_.services.find(target);
  if (found == project_.services.end()) {
    if (project_.services_complete)
      refuse(errors_, at, "service `{}` builds from an undefined service `{}`", name(), target);
    return;
  }
  const Node& service = *found->second.entry->value;
  if (service.complete && service.is_mapping() && !service.find("build"))
    refuse(errors_, at, "service `{}` builds from service `{}`, which has no `build`", name(), target);
}

void References::platform() {
  const Entry* list = find_at(node_, "build.platforms");
  const std::optional<std::string_view> platform = known_text(node_.find("platform"));
  if (!list || !list->value->complete || !platform || platform->empty() || list->value->children.empty()) return;
  const auto fits = [&](const Entry& item) { return !known_text(&item) || known_text(&item) == platform; };
  if (std::any_of(list->value->children.begin(), list->value->children.end(), fits)) return;
  refuse(errors_, list->value->span, "`platforms` of the build lack `{}`, the `platform` of the service", *platform);
}

}  // namespace

void check_references(const MergedProject& project, const MergedService& service, SyntaxErrors& errors) {
  References references(project, service, errors);
  references.volumes();
  references.networks();
  references.models();
  references.build_secrets();
  references.unnamed("configs", "config");
  references.unnamed("secrets", "secret");
  references.unnamed("build.secrets", "build secret");
  references.contexts();
  references.platform();
}

}  // namespace mountlint::compose
