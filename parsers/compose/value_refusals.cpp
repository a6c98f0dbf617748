// Follows compose-go's transform/*.go, which makes the short forms long, validation/validation.go, and the readers of
// types/*.go. Sizes, times and numbers are part of the schema here.
#include "parsers/compose/value_refusals.h"

#include <algorithm>
#include <span>
#include <string>

#include "parsers/compose/mount_syntax.h"
#include "parsers/compose/number_text.h"
#include "parsers/compose/port_spec.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

// Where containers stand.
constexpr std::string_view container_paths[] = {"services.*", "jobs.*", "services.*.pre_start.*"};

using Check = void (*)(const Entry&, SyntaxErrors&);

struct Checked {
  std::string_view path;  // in a container
  Check check;
};

void port(const Entry& entry, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  const std::optional<std::string_view> text = known_text(node);
  if (!text || entry.key) return;
  const std::optional<std::int64_t> number = yaml::as_integer(node);
  const yaml::Scalar kind = yaml::resolve(node);
  if (kind == yaml::Scalar::floating || kind == yaml::Scalar::timestamp)
    return refuse(errors, node.span, "`{}` is no port", *text);
  if (!number && kind != yaml::Scalar::string) return;
  const std::string wrong = wrong_port(number ? std::to_string(*number) : std::string(*text));
  if (!wrong.empty()) refuse(errors, node.span, "{}", wrong);
}

void host_ip(const Entry& entry, SyntaxErrors& errors) {
  const std::optional<std::string_view> text = known_text(entry.value->find("host_ip"));
  if (text && !is_ip_address(*text))
    refuse(errors, entry.value->find("host_ip")->value->span, "`{}` is no IP address", *text);
}

void device(const Entry& entry, SyntaxErrors& errors) {
  const std::optional<std::string_view> text = known_text(&entry);
  if (!text || entry.key || std::count(text->begin(), text->end(), ':') < 3) return;
  refuse(errors, entry.value->span, "`{}` has more than three parts", *text);
}

void device_request(const Entry& entry, SyntaxErrors& errors) {
  const Entry *count = entry.value->find("count"), *devices = entry.value->find("device_ids");
  if (count && devices) refuse(errors, count->key->span, "`count` and `device_ids` exclude each other");
  const std::optional<std::string_view> text = known_text(count);
  if (!text || yaml::as_integer(*count->value)) return;
  const auto is = [](char a, char b) { return (a | 0x20) == b; };
  const bool all = text->size() == 3 && is((*text)[0], 'a') && is((*text)[1], 'l') && is((*text)[2], 'l');
  if (all || parse_integer(*text)) return;
  refuse(errors, count->value->span, "`{}` is neither a number nor `all`", *text);
}

// Checks the name of a host; `:` and `=` end it.
void host_name(std::string_view name, Span at, SyntaxErrors& errors) {
  if (name.empty() || name.find_first_of(":=") != std::string_view::npos)
    refuse(errors, at, "`{}` is no name of a host", name);
}

// `NAME=IP`, `NAME:IP` or `NAME: IP`
void host(const Entry& entry, SyntaxErrors& errors) {
  if (entry.key) return host_name(entry.key->text.value(), entry.key->span, errors);
  const std::optional<std::string_view> text = known_text(&entry);
  if (!text) return;
  const std::size_t equals = text->find('='), end = equals == std::string_view::npos ? text->find(':') : equals;
  if (end == std::string_view::npos) return refuse(errors, entry.value->span, "`{}` has no IP address", *text);
  host_name(text->substr(0, end), entry.value->span, errors);
}

// `NAME=PATH`, or `default`
void ssh_key(const Entry& entry, SyntaxErrors& errors) {
  const std::optional<std::string_view> text = known_text(&entry);
  if (!text || entry.key || *text == "default" || text->find('=') != std::string_view::npos) return;
  refuse(errors, entry.value->span, "`{}` names no key: expected `{}=PATH`", *text, *text);
}

void mount(const Entry& entry, SyntaxErrors& errors) {
  if (is_string(*entry.value)) parse_short_volume(entry.value->text, place_of(entry), errors);
}

// Mounts of services are told apart by their targets.
void mount_target(const Entry& entry, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  if (node.is_mapping() && node.complete && !node.find("target")) refuse(errors, node.span, "`target` is missing");
}

// Where no string is cast.
void number(const Entry& entry, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  if (is_string(node)) refuse(errors, node.span, "`{}` is no number but a string", node.text.shown());
}

// A whole number that is written as a fraction (`1e3`) is none here.
void limit(const Entry& entry, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  if (node.is_scalar() && yaml::resolve(node) == yaml::Scalar::floating)
    refuse(errors, node.span, "`{}` is no whole number", node.text.shown());
}

void build_limit(const Entry& entry, SyntaxErrors& errors) {
  number(entry, errors);
  limit(entry, errors);
}

// A number that may stand in a string.
void natural(const Entry& entry, SyntaxErrors& errors) {
  const std::optional<std::string_view> text = known_text(&entry);
  if (!text) return;
  const std::optional<std::int64_t> cast = is_string(*entry.value) ? parse_integer(*text) : std::nullopt;
  if (yaml::as_integer(*entry.value).value_or(cast.value_or(0)) < 0)
    refuse(errors, entry.value->span, "`{}` is less than 0", *text);
}

void integer(const Entry& entry, SyntaxErrors& errors) {
  const std::optional<std::string_view> text = known_text(&entry);
  if (text && is_string(*entry.value) && !parse_integer(*text))
    refuse(errors, entry.value->span, "`{}` is no whole number", *text);
}

void weight(const Entry& entry, SyntaxErrors& errors) {
  number(entry, errors);
  natural(entry, errors);
}

// The first word says how the rest is run.
void health_test(const Entry& entry, SyntaxErrors& errors) {
  if (!entry.value->is_sequence() || entry.value->children.empty()) return;
  const Entry& first = entry.value->children.front();
  const std::optional<std::string_view> word = known_text(&first);
  if (!word || *word == "CMD" || *word == "CMD-SHELL" || *word == "NONE") return;
  refuse(errors, first.value->span, "`{}` is none of `CMD`, `CMD-SHELL` and `NONE`", *word);
}

// What is made long after each document, so that it does not help if a later one replaces it.
constexpr Checked short_forms[] = {
    {"ports.*", port}, {"devices.*", device}, {"build.ssh.*", ssh_key}, {"volumes.*", mount}};

constexpr Checked values[] = {
    {"ports.*", host_ip},
    {"ports.*.target", natural},
    {"gpus.*", device_request},
    {"deploy.resources.reservations.devices.*", device_request},
    {"extra_hosts.*", host},
    {"build.extra_hosts.*", host},
    {"deploy.resources.limits.pids", integer},
    {"deploy.resources.reservations.generic_resources.*.discrete_resource_spec.value", integer},
    {"ulimits.*", limit},
    {"ulimits.*.soft", limit},
    {"ulimits.*.hard", limit},
    {"build.ulimits.*", build_limit},
    {"build.ulimits.*.soft", build_limit},
    {"build.ulimits.*.hard", build_limit},
    {"blkio_config.weight", weight},
    {"blkio_config.weight_device.*.weight", weight},
    {"healthcheck.retries", natural},
    {"deploy.update_config.parallelism", natural},
    {"deploy.rollback_config.parallelism", natural},
    {"deploy.restart_policy.max_attempts", natural},
    {"deploy.placement.max_replicas_per_node", natural},
    {"volumes.*.tmpfs.mode", natural},
    {"umask", natural},
};

void check(const Node& root, std::span<const Checked> places, SyntaxErrors& errors) {
  for (const std::string_view containers : container_paths)
    for_each_at(root, containers, [&](const Entry& container) {
      for (const Checked& place : places)
        for_each_at(*container.value, place.path, [&](const Entry& entry) { place.check(entry, errors); });
    });
}

}  // namespace

void check_values(const MergedProject& project, SyntaxErrors& errors) {
  for (const Node* stage : project.file.stages) {
    check(*stage, short_forms, errors);
    for_each_at(*stage, "services.*.volumes.*", [&](const Entry& entry) { mount_target(entry, errors); });
  }
  check(project.root, values, errors);
  for (const auto& [name, service] : project.services) {
    const Entry* test = service.typed ? find_at(*service.entry->value, "healthcheck.test") : nullptr;
    if (test) health_test(*test, errors);
  }
}

}  // namespace mountlint::compose
