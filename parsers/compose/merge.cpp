// Follows compose-go's override/merge.go. Values that must be unique (mounts by target ...) are made so later, on the
// typed form: here a list only leaves out what is already there.
#include "parsers/compose/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Kind;
using yaml::Node;

const char* name_of(const Node& node) {
  constexpr const char* names[] = {"nothing", "a single value", "a list", "a mapping"};
  return names[static_cast<int>(node.kind)];
}

// True for lists whose items are relative host paths: equal ones from two directories are not the same.
bool holds_host_paths(const Path& path) {
  const std::string_view key = path.size() == 3 && path[0] == "services" ? path[2] : std::string_view();
  return key == "volumes" || key == "env_file" || key == "label_file";
}

std::string_view directory_of(const Via* via) {
  while (via && via->directory.empty()) via = via->next;
  return via ? via->directory : std::string_view();
}

std::size_t combine(std::size_t seed, std::size_t value) { return seed * 1099511628211u ^ value; }

// Equal for nodes that are deeply equal; whoever compares hashes takes one in 2^64 for the other.
std::size_t hash_of(const Node& node) {
  std::size_t hash = static_cast<std::size_t>(node.kind);
  if (node.is_scalar()) hash = combine(hash, std::hash<std::string>{}(node.text.shown()));
  for (const Entry& entry : node.children) {
    if (entry.key) hash = combine(hash, std::hash<std::string_view>{}(entry.key->text.value()));
    hash = combine(hash, hash_of(*entry.value));
  }
  return hash;
}

bool is_tag(const Node& node, std::string_view name) {
  return node.tag == name || (node.tag.starts_with("!<") && node.tag.substr(2) == fmt::format("{}>", name));
}
bool is_reset(const Node& node) { return is_tag(node, "!reset"); }
bool is_override(const Node& node) { return is_tag(node, "!override"); }

bool has_reset(const Node& node) {
  return std::any_of(node.children.begin(), node.children.end(),
                     [](const Entry& entry) { return is_reset(*entry.value) || has_reset(*entry.value); });
}

// The `K` of `K=V`, or the key of an entry that was a mapping's.
std::string_view key_of(const Entry& entry) {
  if (entry.key) return entry.key->text.value();
  const std::string_view text = entry.value->text.value();
  return text.substr(0, text.find('='));
}

}  // namespace

const Node* Merger::merge(const Node* base, const Node& over) {
  path_.clear();
  return base ? value(*base, over) : without_resets(over);
}

const Node* Merger::merge_at(Path path, const Node& base, const Node& over) {
  path_ = std::move(path);
  return value(base, over);
}

// What is left of a tree that is laid over nothing. An item of a list that is reset is dropped.
const Node* Merger::without_resets(const Node& node) {
  if (!has_reset(node)) return &node;
  Node out = node;
  out.children.clear();
  for (const Entry& entry : node.children)
    if (!is_reset(*entry.value)) out.children.push_back({entry.key, without_resets(*entry.value), entry.via});
  return &tree_.add(std::move(out));
}

const Node* Merger::value(const Node& base, const Node& over, const Via* base_via, const Via* over_via) {
  const MergeRule rule = merge_rule(path_);
  if (rule == MergeRule::replace || (is_override(over) && !path_.empty())) return without_resets(over);
  if (over.is_null() && over.complete) return &base;
  if (base.is_null() && base.complete) return &over;
  switch (rule) {
    case MergeRule::list:
      return append(*as_list(base, base_via), *as_list(over, over_via));
    case MergeRule::keyed:
      return by_key(*as_list(base, base_via), *as_list(over, over_via));
    case MergeRule::build:
      return plain(*as_build(base, base_via), *as_build(over, over_via), false);
    default:
      return plain(base, over, rule == MergeRule::loose);
  }
}

const Node* Merger::plain(const Node& base, const Node& over, bool loose) {
  if (base.is_mapping() && over.is_mapping()) return mappings(base, over);
  if (base.is_sequence() && over.is_sequence()) return append(base, over);
  if (base.is_null() && !base.complete) {
    Node out = over;
    out.complete = false;
    return &tree_.add(std::move(out));
  }
  const bool scalars = base.is_scalar() || !over.complete;
  if (scalars || loose) return &over;
  errors_.push_back({.span = over.span,
                     .message = fmt::format("{} cannot override {}", name_of(over), name_of(base)),
                     .claim = Claim::compose_syntax,
                     .notes = {{base.span, fmt::format("{} stands here", name_of(base))}}});
  Node out = base;
  out.complete = false;
  return &tree_.add(std::move(out));
}

// The merged entry keeps the key of the first file. What stayed as it was keeps its steps, too.
Entry Merger::lay(const Entry& base, const Entry& over) {
  // `extends` has been followed before anything is laid over it.
  const bool extends = path_.size() == 2 && path_[0] == "services" && base.key->text.value() == "extends";
  if (is_reset(*over.value)) return extends ? base : over;
  path_.push_back(base.key->text.value());
  const Node* merged = value(*base.value, *over.value, base.via, over.via);
  path_.pop_back();
  // The steps belong to the place: a collection that was added to stands where it began.
  return {base.key, merged, merged->span == base.value->span ? base.via : over.via};
}

const Node* Merger::mappings(const Node& base, const Node& over) {
  Node out = base;
  out.complete = base.complete && over.complete;
  std::unordered_map<std::string_view, std::size_t> known(out.children.size());
  for (std::size_t i = 0; i < out.children.size(); ++i) known.emplace(out.children[i].key->text.value(), i);
  for (const Entry& entry : over.children) {
    const auto found = known.find(entry.key->text.value());
    if (found != known.end())
      out.children[found->second] = lay(out.children[found->second], entry);
    else if (!is_reset(*entry.value))
      out.children.push_back({entry.key, without_resets(*entry.value), entry.via});
  }
  std::erase_if(out.children, [](const Entry& entry) { return is_reset(*entry.value); });
  return &tree_.add(std::move(out));
}

const Node* Merger::append(const Node& base, const Node& over) {
  if (!base.is_sequence() || !over.is_sequence()) return &over;
  Node out = base;
  out.complete = base.complete && over.complete;
  std::unordered_set<std::size_t> known;
  const auto hash = [by_directory = holds_host_paths(path_)](const Entry& entry) {
    const std::string_view directory = by_directory ? directory_of(entry.via) : std::string_view();
    return combine(hash_of(*entry.value), std::hash<std::string_view>{}(directory));
  };
  for (const Entry& entry : base.children) known.insert(hash(entry));
  for (const Entry& entry : over.children)
    if (!is_reset(*entry.value) && !known.contains(hash(entry))) out.children.push_back(entry);
  return &tree_.add(std::move(out));
}

const Node* Merger::by_key(const Node& base, const Node& over) {
  if (!base.is_sequence() || !over.is_sequence()) return &over;
  Node out = base;
  out.complete = base.complete && over.complete;
  out.children.clear();
  std::unordered_map<std::string_view, std::size_t> known;
  for (const Node* list : {&base, &over})
    for (const Entry& entry : list->children) {
      const auto [found, fresh] = known.emplace(key_of(entry), out.children.size());
      if (fresh)
        out.children.push_back(entry);
      else
        out.children[found->second] = entry;
    }
  std::erase_if(out.children, [](const Entry& entry) { return is_reset(*entry.value); });
  return &tree_.add(std::move(out));
}

// A mapping as a list whose entries keep their keys; a single value as a list of one.
const Node* Merger::as_list(const Node& node, const Via* via) {
  if (node.is_sequence()) return &node;
  Node out = node;
  out.kind = Kind::sequence;
  out.style = yaml::Style::none;
  if (node.is_scalar()) out.children = {{nullptr, &node, via}};
  return &tree_.add(std::move(out));
}

const Node* Merger::as_build(const Node& node, const Via* via) {
  if (!node.is_scalar()) return &node;
  Node key;
  key.kind = Kind::scalar;
  key.style = yaml::Style::plain;
  key.span = node.span.at_begin();
  TextBuilder text(tree_.texts());
  text.replace("context", key.span);
  key.text = text.finish(key.span);
  Node out;
  out.kind = Kind::mapping;
  out.span = node.span;
  out.children = {{&tree_.add(std::move(key)), &node, via}};
  return &tree_.add(std::move(out));
}

}  // namespace mountlint::compose
