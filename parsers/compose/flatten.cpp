// Compose's loader works on plain maps, in which go-yaml has replaced aliases and merge keys by copies. Here the copies
// keep their places, and the steps that brought them in. Merge keys follow go-yaml: explicit keys win, then earlier
// sources of a list; lists are never joined. Cycles and bombs end by counting visits.
#include "parsers/compose/flatten.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace mountlint::compose {
namespace {

// Deeper trees are cut: no compose file is, and each level takes stack.
constexpr std::size_t max_depth = 256;

bool is_merge_key(const yaml::Node& key) { return key.is_scalar() && !key.is_quoted() && key.text.value() == "<<"; }

}  // namespace

Flattener::Flattener(yaml::Tree& tree, Environment environment, SyntaxErrors& errors, VisitLimits limits)
    : tree_(tree), environment_(std::move(environment)), errors_(errors), limits_(limits) {}

const yaml::Node* Flattener::flatten(const yaml::Node& root, const Via* via) {
  visits_ = 0;
  open_.clear();
  return node(root, via, root.span);
}

void Flattener::fail(Span at, std::string message, std::string help) {
  errors_.push_back(
      {.span = at, .message = std::move(message), .claim = Claim::compose_syntax, .help = std::move(help)});
}

// Stands for what could not be followed.
const yaml::Node* Flattener::missing(Span at) {
  complete_ = false;
  yaml::Node out;
  out.complete = false;
  out.span = at;
  return &tree_.add(std::move(out));
}

// `at` is where the node is used: the alias, or the node itself.
const yaml::Node* Flattener::node(const yaml::Node& node, const Via* via, Span at) {
  const bool spent = visits_ > limits_.document || total_ > limits_.total;
  ++visits_, ++total_;
  if (spent) return missing(at);
  if (visits_ > limits_.document || total_ > limits_.total) {
    fail(at, fmt::format("too many nodes: aliases unfold to more than {}", limits_.document));
    return missing(at);
  }
  if (node.is_scalar()) return scalar(node);
  if (node.is_null()) return &node;
  if (std::find(open_.begin(), open_.end(), &node) != open_.end()) {
    fail(at, "this alias stands inside what it refers to, so it never ends");
    return missing(at);
  }
  if (open_.size() >= max_depth) return missing(at);
  open_.push_back(&node);
  const yaml::Node* out = collection(node, via);
  open_.pop_back();
  return out;
}

const yaml::Node* Flattener::scalar(const yaml::Node& node) {
  if (node.text.value().find('$') == std::string_view::npos) return &node;
  yaml::Node out = node;
  out.text = interpolate(node.text, environment_, tree_.texts(), errors_);
  if (out.style == yaml::Style::plain) out.style = yaml::Style::double_quoted;
  return &tree_.add(std::move(out));
}

const yaml::Node* Flattener::collection(const yaml::Node& from, const Via* via) {
  yaml::Node out = from;
  out.children.clear();
  if (from.is_mapping()) {
    mapping(from, via, out);
    return &tree_.add(std::move(out));
  }
  for (const yaml::Entry& item : from.children) {
    const Via* step = item.via ? tree_.via(item.via->kind, item.via->span, via) : via;
    const Span at = item.via ? item.via->span : item.value->span;
    out.children.push_back({nullptr, node(*item.value, step, at), step});
  }
  return &tree_.add(std::move(out));
}

// A key that is no string is refused by Compose at every level.
bool Flattener::check_key(const yaml::Node& key) {
  const bool string = key.is_scalar() && yaml::resolve(key) == yaml::Scalar::string;
  if (string) return true;
  SyntaxError error{.span = key.span, .message = "key is not a string", .claim = Claim::compose_syntax};
  if (key.is_scalar()) {
    error.message = fmt::format("key `{}` is not a string", key.text.value());
    error.replacement = fmt::format("\"{}\"", key.text.value());
    error.help = fmt::format("write `{}`", *error.replacement);
  }
  errors_.push_back(std::move(error));
  return key.is_scalar();
}

void Flattener::mapping(const yaml::Node& from, const Via* via, yaml::Node& to) {
  Keys seen(from.children.size());
  for (const yaml::Entry& entry : from.children) {
    if (!entry.key || is_merge_key(*entry.key)) continue;
    if (!check_key(*entry.key)) {
      to.complete = false;
      continue;
    }
    const Via* step = entry.via ? tree_.via(entry.via->kind, entry.via->span, via) : via;
    const Span at = entry.via ? entry.via->span : entry.value->span;
    const yaml::Entry flat{entry.key, node(*entry.value, step, at), step};
    const auto [known, fresh] = seen.emplace(entry.key->text.value(), to.children.size());
    if (fresh)
      to.children.push_back(flat);
    else
      to.children[known->second] = flat;
  }
  for (const yaml::Entry& entry : from.children)
    if (entry.key && is_merge_key(*entry.key)) merge_key(entry, via, to, seen);
}

// A mapping, or a list of mappings.
bool Flattener::can_merge(const yaml::Entry& entry) {
  const yaml::Node& node = *entry.value;
  const auto is_source = [](const yaml::Entry& item) { return item.value->is_mapping() || !item.value->complete; };
  const bool list = node.is_sequence() && std::all_of(node.children.begin(), node.children.end(), is_source);
  if (list || is_source(entry)) return true;
  fail(entry.via ? entry.via->span : node.span, "merge key `<<` needs a mapping, or a list of mappings");
  return false;
}

void Flattener::merge_key(const yaml::Entry& entry, const Via* via, yaml::Node& to, Keys& taken) {
  if (!entry.value->complete || !can_merge(entry)) to.complete = false;
  if (entry.value->is_mapping()) return merge_source(entry, *entry.key, via, false, to, taken);
  for (const yaml::Entry& item : entry.value->children)
    if (item.value->is_mapping()) merge_source(item, *entry.key, via, true, to, taken);
}

yaml::Entry Flattener::without_tag(const yaml::Entry& entry) {
  if (entry.value->tag.empty()) return entry;
  yaml::Node node = *entry.value;
  node.tag = {};
  return {entry.key, &tree_.add(std::move(node)), entry.via};
}

// A key that is written out hides the one of the source, but not its tag: what was loaded before goes away.
void Flattener::keep_tag(const yaml::Entry& hidden, yaml::Entry& entry) {
  const bool tagged = hidden.value->tag == "!reset" || hidden.value->tag == "!override";
  if (!tagged || entry.value->is_scalar() || !entry.value->tag.empty()) return;
  yaml::Node node = *entry.value;
  node.tag = "!override";
  entry.value = &tree_.add(std::move(node));
}

// Compose does not see `!reset` and `!override` through a list of sources.
void Flattener::merge_source(const yaml::Entry& source, const yaml::Node& key, const Via* via, bool from_list,
                             yaml::Node& to, Keys& taken) {
  const Span at = source.via ? source.via->span : source.value->span;
  const Via* step =
      source.via ? tree_.via(ViaKind::merge_key, key.span.file == at.file ? key.span.to(at) : at, via) : via;
  const yaml::Node* flat = node(*source.value, step, at);
  if (!flat->complete) to.complete = false;
  for (const yaml::Entry& entry : flat->children) {
    const auto [known, fresh] = taken.emplace(entry.key->text.value(), to.children.size());
    if (fresh)
      to.children.push_back(from_list ? without_tag(entry) : entry);
    else if (!from_list)
      keep_tag(entry, to.children[known->second]);
  }
}

}  // namespace mountlint::compose
