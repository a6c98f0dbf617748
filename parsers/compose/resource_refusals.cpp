// Follows compose-go's loader/validate.go: `scale` and `cpus` are older ways to say what stands below `deploy`. A limit
// that `deploy` does not give counts as 0 there, if it gives any.
#include "parsers/compose/resource_refusals.h"

#include "parsers/compose/number_text.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

// As it is kept, with the precision of a `float`.
std::optional<double> processors_of(std::string_view text) {
  const std::optional<double> number = parse_float(text);
  return number ? std::optional<double>(static_cast<float>(*number)) : std::nullopt;
}

using Read = std::optional<double> (*)(std::string_view);

// Empty if there is none, or it is not known.
std::optional<double> value_of(const Entry* entry, Read read) {
  const std::optional<std::string_view> text = known_text(entry);
  if (!text) return std::nullopt;
  const std::optional<std::int64_t> integer = yaml::as_integer(*entry->value);
  return integer ? std::optional(static_cast<double>(*integer)) : read(*text);
}

struct Pair {
  std::string_view old, group, key;
  Read read;
};

constexpr Pair pairs[] = {{"cpus", "deploy.resources.limits", "cpus", processors_of},
                          {"mem_limit", "deploy.resources.limits", "memory", parse_size},
                          {"mem_reservation", "deploy.resources.reservations", "memory", parse_size},
                          {"pids_limit", "deploy.resources.limits", "pids", parse_float}};

class Checker {
 public:
  Checker(const MergedService& service, SyntaxErrors& errors) : node_(*service.entry->value), errors_(errors) {}

  void distinct(const Pair& pair);
  void scale();
  void container_name();
  void watch();

 private:
  void negative(const Entry* entry);
  void watch_target(const Entry& item);

  const Node& node_;
  SyntaxErrors& errors_;
};

void Checker::distinct(const Pair& pair) {
  const Entry *old = node_.find(pair.old), *group = find_at(node_, pair.group);
  const std::optional<double> value = value_of(old, pair.read);
  if (!value || *value == 0 || !group || !group->value->is_mapping() || !group->value->complete) return;
  const Entry* entry = group->value->find(pair.key);
  const std::optional<double> other = entry ? value_of(entry, pair.read) : std::optional(0.0);
  if (!other || *other == *value) return;
  refuse(errors_, old->value->span, "`{}` and `{}.{}` differ", pair.old, pair.group, pair.key);
}

void Checker::negative(const Entry* entry) {
  const std::optional<double> value = value_of(entry, parse_float);
  if (value && *value < 0) refuse(errors_, entry->value->span, "`{}` is less than 0", entry->value->text.shown());
}

void Checker::scale() {
  const Entry *scale = node_.find("scale"), *replicas = find_at(node_, "deploy.replicas");
  const std::optional<double> count = value_of(scale, parse_float), other = value_of(replicas, parse_float);
  if (count && other && *count != *other) refuse(errors_, scale->value->span, "`scale` and `deploy.replicas` differ");
  negative(scale);
  negative(replicas);
}

// Two containers cannot have one name.
void Checker::container_name() {
  const Entry *scale = node_.find("scale"), *name = node_.find("container_name");
  const std::optional<double> count = value_of(scale ? scale : find_at(node_, "deploy.replicas"), parse_float);
  if (!count || *count <= 1 || !name || !name->value->is_scalar() || name->value->text.empty()) return;
  refuse(errors_, name->value->span, "{} containers cannot all have the name `{}`", *count, name->value->text.shown());
}

// Files that change have to be copied somewhere.
void Checker::watch_target(const Entry& item) {
  const std::optional<std::string_view> action = known_text(item.value->find("action"));
  const Entry* target = item.value->find("target");
  if (!action || *action == "rebuild" || *action == "restart") return;
  if (!target) return refuse(errors_, item.value->span, "`target` is missing, which `{}` needs", *action);
  if (known_text(target) == std::string_view()) refuse(errors_, target->value->span, "`target` is empty");
}

// `x-develop` means `develop`, but is no part of the schema.
void Checker::watch() {
  const auto check_target = [&](const Entry& item) { watch_target(item); };
  const auto check_path = [&](const Entry& item) {
    const Entry* path = item.value->find("path");
    if (!path) refuse(errors_, item.value->span, "`path` is missing");
    if (known_text(path) == std::string_view()) refuse(errors_, path->value->span, "`path` is empty");
  };
  for_each_at(node_, "develop.watch.*", check_target);
  for_each_at(node_, "x-develop.watch.*", check_target);
  for_each_at(node_, "x-develop.watch.*", check_path);
}

}  // namespace

void check_resources(const MergedService& service, SyntaxErrors& errors) {
  Checker checker(service, errors);
  for (const Pair& pair : pairs) checker.distinct(pair);
  checker.scale();
  checker.container_name();
  checker.watch();
}

}  // namespace mountlint::compose
