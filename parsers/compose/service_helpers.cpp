// What a service brings beside its own container: the containers of `pre_start`, and files that `develop` copies.
// compose-go lays each entry of `pre_start` over what the service says (loader/prestart.go), so that the merge rules of
// services hold; `volumes` are shared at run time instead, and nobody checks those of the entry.
#include <algorithm>
#include <array>

#include "parsers/compose/merge.h"
#include "parsers/compose/schema.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

// What only a service has, and its mounts.
constexpr std::array<std::string_view, 17> own_keys = {
    "volumes",  "build",    "ports",   "depends_on",   "pre_start",      "post_start",
    "pre_stop", "profiles", "develop", "deploy",       "container_name", "scale",
    "extends",  "provider", "links",   "volumes_from", "restart"};

bool is_taken_over(const Entry& entry) {
  const std::string_view key = entry.key->text.value();
  return std::find(own_keys.begin(), own_keys.end(), key) == own_keys.end();
}

Service type_helper(const Entry& entry, const Node& base, yaml::Tree& tree, SyntaxErrors& errors) {
  Merger merger(tree, errors);
  const Node* merged = merger.merge_at({"services", "x"}, base, *entry.value);
  Node own = *merged;
  own.span = entry.value->span;
  Node name;
  name.span = entry.value->span.at_begin();
  return type_service({&tree.add(std::move(name)), &tree.add(std::move(own)), entry.via}, tree, errors);
}

Watch read_watch(const Entry& entry) {
  const Node& node = *entry.value;
  Watch out;
  out.place = place_of(entry);
  out.path = read_text(node.find("path")).value_or(Text());
  out.action = read_text(node.find("action")).value_or(Text());
  out.target = read_text(node.find("target"));
  out.ignore = read_values(node.find("ignore"));
  out.include = read_values(node.find("include"));
  const Entry* initial = node.find("initial_sync");
  out.initial_sync = read_flag(initial ? initial : node.find("x-initialSync"), Flag::no);
  return out;
}

void add_watches(const Node& list, Known<Watch>& out) {
  out.complete = out.complete && list.complete && list.is_sequence();
  for (const Entry& item : list.children) {
    if (item.value->is_mapping())
      out.push_back(read_watch(item));
    else
      out.complete = false;
  }
}

}  // namespace

Known<Service> type_pre_start(const Node& service, yaml::Tree& tree) {
  Known<Service> out;
  const Entry* entry = service.find("pre_start");
  if (!entry) return out;
  out.complete = entry->value->complete && entry->value->is_sequence();
  Node base = service;
  std::erase_if(base.children, [](const Entry& item) { return !is_taken_over(item); });
  SyntaxErrors unchecked;
  for (const Entry& item : entry->value->children) {
    if (item.value->is_mapping())
      out.push_back(type_helper(item, base, tree, unchecked));
    else
      out.complete = false;
  }
  return out;
}

// `x-develop`, as Compose once called it, lies below `develop`.
Known<Watch> type_watch(const Node& service) {
  Known<Watch> out;
  for (const char* key : {"x-develop", "develop"}) {
    const Entry* develop = service.find(key);
    if (develop && !develop->value->complete) out.complete = false;
    if (const Entry* entry = develop ? develop->value->find("watch") : nullptr) add_watches(*entry->value, out);
  }
  return out;
}

}  // namespace mountlint::compose
