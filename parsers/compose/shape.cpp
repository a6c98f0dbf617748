// Walks a merged tree along the table of shapes. One error per cause: below a value of the wrong kind nothing is looked
// at. An unknown key is an error for Compose at every level; here only one that is a typo of a known key is told, since
// tools put keys of their own into compose files.
#include "parsers/compose/shape.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "parsers/compose/values.h"
#include "parsers/spelling.h"

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

bool is_octal(const Node& node) {
  const std::optional<std::string_view> text = node.text.known();
  if (!text || yaml::resolve(node) != yaml::Scalar::string)
    return !text || yaml::resolve(node) == yaml::Scalar::integer;
  return !text->empty() && text->find_first_not_of("01234567") == std::string_view::npos;
}

// What `docker run --mount` calls a key of a mount.
std::string_view word_of_docker(std::string_view key) {
  if (key == "ro" || key == "readonly") return "read_only";
  if (key == "src") return "source";
  return key == "dst" || key == "destination" ? "target" : std::string_view();
}

class Checker {
 public:
  explicit Checker(SyntaxErrors& errors) : errors_(errors) {}

  void value(const Node& node, const Shape& shape, const Node* key);

 private:
  bool kind(const Node& node, unsigned accept, const Node* key);
  void words(const Node& node, std::span<const std::string_view> words);
  void name(const Node& key);
  void equal_items(const Node& node);
  void mapping(const Node& node, const Shape& shape);
  void list(const Node& node, const Shape& shape);
  void known_keys(const Node& node, const Shape& shape);
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
  if ((accept & octal_) && !is_octal(node)) {
    fail(at, fmt::format("expected an octal number, found {}", found(node, kind)));
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
  if (node.is_scalar() && !shape.words.empty()) words(node, shape.words);
}

void Checker::words(const Node& node, std::span<const std::string_view> words) {
  const std::optional<std::string_view> word = node.text.known();
  if (!word || std::find(words.begin(), words.end(), *word) != words.end()) return;
  fail(node.span, fmt::format("expected `{}`, found `{}`", fmt::join(words, "`, `"), *word));
  suggest(errors_.back(), nearest_words(*word, words, typo_limit(*word)), node.text.editable());
}

// The names of services, volumes and the like.
void Checker::name(const Node& key) {
  const auto allowed = [](char c) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return word || c == '.' || c == '_' || c == '-';
  };
  const std::string_view text = key.text.value();
  if (!text.empty() && std::all_of(text.begin(), text.end(), allowed)) return;
  fail(key.span, fmt::format("`{}` cannot be a name; Compose refuses it", text));
  errors_.back().help = "use letters, digits, `.`, `_` and `-`";
}

// Compose wants each item of such a list once.
void Checker::equal_items(const Node& node) {
  std::map<std::string_view, Span> seen;
  for (const Entry& item : node.children) {
    if (!item.value->is_scalar() || !item.value->text.is_known()) continue;
    const auto [first, fresh] = seen.emplace(item.value->text.value(), item.value->span);
    if (fresh) continue;
    fail(item.value->span, fmt::format("`{}` stands twice in this list; Compose refuses it", item.value->text.value()));
    errors_.back().notes = {{first->second, "first written here"}};
  }
}

void Checker::mapping(const Node& node, const Shape& shape) {
  if (!shape.keys.empty()) return known_keys(node, shape);
  const Shape each{.accept = shape.values};
  const bool resources = shape.each != nullptr;
  for (const Entry& entry : node.children) {
    if (!entry.key) continue;
    if (resources) name(*entry.key);
    value(*entry.value, shape.each ? *shape.each : each, entry.key);
  }
}

// A merged mapping may stand as a list whose entries have keys. Who writes one item in a wrong way writes all so: the
// first is told.
void Checker::list(const Node& node, const Shape& shape) {
  bool told = false;
  for (const Entry& item : node.children) {
    const unsigned accept = item.key ? shape.values : shape.items;
    if (told && !(kind_of(*item.value) & accept)) continue;
    const bool fits = kind(*item.value, accept, item.key);
    told |= !fits;
    if (fits && item.value->is_mapping() && !shape.keys.empty()) known_keys(*item.value, shape);
  }
  if (shape.unique) equal_items(node);
}

void Checker::known_keys(const Node& node, const Shape& shape) {
  const std::span<const Key> keys = shape.keys;
  for (const Entry& entry : node.children) {
    if (!entry.key) continue;
    const std::string_view name = entry.key->text.value();
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    if (known != keys.end())
      value(*entry.value, known->shape, entry.key);
    else if (!is_extension(name))
      unknown_key(*entry.key, keys);
  }
  if (shape.required.empty() || !node.complete || node.find(shape.required)) return;
  fail(node.children.empty() ? node.span : node.children.front().key->span,
       fmt::format("`{}` is missing", shape.required));
}

void Checker::unknown_key(const Node& key, std::span<const Key> keys) {
  std::vector<std::string_view> known;
  for (const Key& item : keys) known.push_back(item.name);
  const std::string_view other = word_of_docker(key.text.value());
  const bool is_mount = std::find(known.begin(), known.end(), "read_only") != known.end() && known.front() == "type";
  auto meant = nearest_words(key.text.value(), known, typo_limit(key.text.value()));
  if (is_mount && !other.empty()) meant = {other};
  if (meant.empty()) return;
  fail(key.span, fmt::format("unknown key `{}`", key.text.value()));
  suggest(errors_.back(), meant, key.text.editable() && !key.is_quoted());
}

}  // namespace

void check_shape(const Node& root, const Shape& shape, SyntaxErrors& errors) {
  Checker(errors).value(root, shape, nullptr);
}

}  // namespace mountlint::compose
