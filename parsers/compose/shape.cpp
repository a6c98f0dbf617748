// Walks a merged tree along the table of shapes. One error per cause: below a value of the wrong kind nothing is looked
// at. An unknown key is an error for Compose at every level; here only one that is a typo of a known key is told, since
// tools put keys of their own into compose files.
#include "parsers/compose/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parsers/compose/spelling.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

struct Name {
  unsigned kind;
  const char* text;
};

constexpr Name names[] = {{string_, "a string"},
                          {number_, "a number"},
                          {boolean_, "`true` or `false`"},
                          {list_, "a list"},
                          {mapping_, "a mapping"}};

unsigned kind_of(const Node& node) {
  if (node.is_sequence()) return list_;
  if (node.is_mapping()) return mapping_;
  if (node.is_null()) return null_;
  if (node.is_quoted() || !node.tag.empty()) return string_;
  switch (yaml::resolve(node)) {
    case yaml::Scalar::null:
      return null_;
    case yaml::Scalar::boolean:
      return boolean_;
    case yaml::Scalar::integer:
    case yaml::Scalar::floating:
      return number_;
    default:
      return string_;
  }
}

// "a string or a list"
std::string expected(unsigned accept) {
  std::vector<std::string> words;
  for (const Name& name : names)
    if ((accept & name.kind) && !((accept & word_) && name.kind == string_)) words.emplace_back(name.text);
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return out;
}

std::string found(const Node& node, unsigned kind) {
  if (kind == null_) return "nothing";
  if (kind == boolean_ || kind == number_ || kind == string_) return fmt::format("`{}`", node.text.shown());
  return kind == list_ ? "a list" : "a mapping";
}

class Checker {
 public:
  explicit Checker(SyntaxErrors& errors) : errors_(errors) {}

  void value(const Node& node, const Shape& shape, const Node* key);

 private:
  bool kind(const Node& node, unsigned accept, const Node* key);
  void mapping(const Node& node, const Shape& shape);
  void list(const Node& node, const Shape& shape);
  void known_keys(const Node& node, std::span<const Key> keys);
  void unknown_key(const Node& key, std::span<const Key> keys);
  void fail(Span at, std::string message) { errors_.push_back({at, std::move(message), Claim::compose_syntax}); }

  SyntaxErrors& errors_;
};

// True if the node is of an accepted kind and may be looked into. A long value is shown by its key.
bool Checker::kind(const Node& node, unsigned accept, const Node* key) {
  if (!node.complete && node.is_null()) return false;
  const unsigned kind = kind_of(node);
  const bool broad = kind == list_ || kind == mapping_ || (kind == null_ && node.span.empty());
  const Span at = key && broad ? key->span : node.span;
  if (!(kind & accept)) {
    fail(at, fmt::format("expected {}, found {}", expected(accept), found(node, kind)));
    return false;
  }
  const bool word = kind != string_ || !(accept & word_) || !node.text.is_known() || read_flag(node) != Flag::unknown;
  if (!word) fail(at, fmt::format("expected {}, found {}", expected(accept), found(node, kind)));
  return word;
}

void Checker::value(const Node& node, const Shape& shape, const Node* key) {
  if (!kind(node, shape.accept, key)) return;
  if (node.is_mapping()) mapping(node, shape);
  if (node.is_sequence()) list(node, shape);
}

void Checker::mapping(const Node& node, const Shape& shape) {
  if (!shape.keys.empty()) return known_keys(node, shape.keys);
  const Shape each{.accept = shape.values};
  for (const Entry& entry : node.children)
    if (entry.key) value(*entry.value, shape.each ? *shape.each : each, entry.key);
}

// A merged mapping may stand as a list whose entries have keys.
void Checker::list(const Node& node, const Shape& shape) {
  for (const Entry& item : node.children) {
    const bool fits = kind(*item.value, item.key ? shape.values : shape.items, item.key);
    if (fits && item.value->is_mapping() && !shape.keys.empty()) known_keys(*item.value, shape.keys);
  }
}

void Checker::known_keys(const Node& node, std::span<const Key> keys) {
  for (const Entry& entry : node.children) {
    if (!entry.key) continue;
    const std::string_view name = entry.key->text.value();
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    if (known != keys.end())
      value(*entry.value, known->shape, entry.key);
    else if (!is_extension(name))
      unknown_key(*entry.key, keys);
  }
}

void Checker::unknown_key(const Node& key, std::span<const Key> keys) {
  std::vector<std::string_view> words;
  for (const Key& known : keys) words.push_back(known.name);
  const std::string_view* meant = nearest(key.text.value(), words.cbegin(), words.cend());
  if (!meant) return;
  fail(key.span, fmt::format("unknown key `{}`", key.text.value()));
  errors_.back().help = fmt::format("did you mean `{}`?", *meant);
  if (key.text.editable() && !key.is_quoted()) errors_.back().replacement = std::string(*meant);
}

}  // namespace

void check_shape(const Node& root, const Shape& shape, SyntaxErrors& errors) {
  Checker(errors).value(root, shape, nullptr);
}

}  // namespace mountlint::compose
