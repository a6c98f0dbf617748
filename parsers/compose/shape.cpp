// Walks a merged tree along the table of shapes. One error per cause: below a value of the wrong kind nothing is looked
// at. An unknown key is an error for Compose at every level; a finding is only one that is a typo of a known key, since
// tools put keys of their own into compose files. For the whole schema, keys lead to their narrower shapes, demands
// count, and every wrong item of a list is told.
#include "parsers/compose/shape.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <string>
#include <utility>
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
  const std::string_view digits = text->substr(text->starts_with('-') || text->starts_with('+') ? 1 : 0);
  return !digits.empty() && digits.find_first_not_of("01234567") == std::string_view::npos;
}

// The value of a number, or of a string that is cast to one. Those that Go alone can read are not compared.
std::optional<double> number_in(const Node& node) {
  const std::optional<std::string_view> text = node.text.known();
  if (!text) return {};
  if (const std::optional<std::int64_t> whole = yaml::as_integer(node)) return static_cast<double>(*whole);
  const std::string_view digits = text->starts_with('+') ? text->substr(1) : *text;
  double value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || stop != digits.data() + digits.size()) return {};
  return value;
}

bool is_fraction(const Node& node) {
  const std::optional<double> value = number_in(node);
  return value && *value != std::floor(*value);
}

// What `docker run --mount` calls a key of a mount.
std::string_view word_of_docker(std::string_view key) {
  if (key == "ro" || key == "readonly") return "read_only";
  if (key == "src") return "source";
  return key == "dst" || key == "destination" ? "target" : std::string_view();
}

class Checker {
 public:
  Checker(SyntaxErrors& errors, Check check) : errors_(errors), schema_(check == Check::schema) {}

  void value(const Node& node, const Shape& shape, const Node* key);

 private:
  std::string narrower(const Node& node, unsigned accept, unsigned kind) const;
  bool kind(const Node& node, unsigned accept, const Node* key);
  void words(const Node& node, std::span<const std::string_view> words);
  void name(const Node& key);
  void equal_items(const Node& node);
  void mapping(const Node& node, const Shape& shape, const Node* key);
  void list(const Node& node, const Shape& shape);
  void items(const Node& node, const Shape& shape);
  void known_keys(const Node& node, const Shape& shape, const Node* key);
  void known_key(const Entry& entry, const Shape& shape);
  void unknown_key(const Node& key, std::span<const Key> keys);
  void demands(const Node& node, const Demands& demands, const Node* key);
  void scalar_demands(const Node& node, const Demands& demands);
  void missing(const Node& node, std::string_view name, const Node* key);
  void fail(Span at, std::string message) { errors_.push_back({at, std::move(message), Claim::compose_syntax}); }

  SyntaxErrors& errors_;
  const bool schema_;
};

// What a value of an accepted kind should be instead; empty if it fits.
std::string Checker::narrower(const Node& node, unsigned accept, unsigned kind) const {
  if ((accept & octal_) && !is_octal(node)) return "an octal number";
  if ((accept & whole_) && kind == number_ && is_fraction(node)) return "a whole number";
  if (kind != string_ || !node.text.is_known()) return {};
  const bool date = schema_ && !(accept & date_) && yaml::resolve(node) == yaml::Scalar::timestamp;
  if (date) return expected(accept) + " that is no date";
  return (accept & word_) && read_flag(node) == Flag::unknown ? expected(accept) : std::string();
}

// True if the node is of an accepted kind and may be looked into. A long value is shown by its key.
bool Checker::kind(const Node& node, unsigned accept, const Node* key) {
  if (!node.complete && node.is_null()) return false;
  const unsigned kind = kind_of(node);
  const bool broad = kind == list_ || kind == mapping_ || (kind == null_ && node.span.empty());
  const std::string wanted = kind & accept ? narrower(node, accept, kind) : expected(accept);
  if (wanted.empty()) return true;
  fail(key && broad ? key->span : node.span, fmt::format("expected {}, found {}", wanted, found(node, kind)));
  return false;
}

void Checker::value(const Node& node, const Shape& shape, const Node* key) {
  if (!kind(node, shape.accept, key)) return;
  if (node.is_mapping()) mapping(node, shape, key);
  if (node.is_sequence()) list(node, shape);
  if (node.is_scalar() && !shape.words.empty()) words(node, shape.words);
  if (schema_ && shape.demands) demands(node, *shape.demands, key);
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
  std::map<std::pair<unsigned, std::string_view>, Span> seen;
  for (const Entry& item : node.children) {
    if (item.key || !item.value->is_scalar() || !item.value->text.is_known()) continue;
    const auto [first, fresh] =
        seen.emplace(std::pair(kind_of(*item.value), item.value->text.value()), item.value->span);
    if (fresh) continue;
    fail(item.value->span, fmt::format("`{}` stands twice in this list; Compose refuses it", item.value->text.value()));
    errors_.back().notes = {{first->second, "first written here"}};
  }
}

void Checker::mapping(const Node& node, const Shape& shape, const Node* key) {
  if (!shape.keys.empty()) return known_keys(node, shape, key);
  const Shape each{.accept = shape.values};
  const bool resources = shape.each && !shape.any_name;
  for (const Entry& entry : node.children) {
    if (!entry.key) continue;
    if (resources) name(*entry.key);
    value(*entry.value, shape.each ? *shape.each : each, entry.key);
  }
}

// A merged mapping may stand as a list whose entries have keys. Who writes one item in a wrong way writes all so: the
// first is a finding.
void Checker::list(const Node& node, const Shape& shape) {
  if (schema_) return items(node, shape);
  bool told = false;
  for (const Entry& item : node.children) {
    const unsigned accept = item.key ? shape.values : shape.items;
    if (told && !(kind_of(*item.value) & accept)) continue;
    const bool fits = kind(*item.value, accept, item.key);
    told |= !fits;
    if (fits && item.value->is_mapping() && !shape.keys.empty()) known_keys(*item.value, shape, nullptr);
  }
  if (shape.unique) equal_items(node);
}

void Checker::items(const Node& node, const Shape& shape) {
  const Shape each{.accept = shape.values};
  const Shape item{.accept = shape.items, .keys = shape.keys, .required = shape.required, .demands = shape.demands};
  for (const Entry& entry : node.children)
    if (entry.key)
      value(*entry.value, shape.each ? *shape.each : each, entry.key);
    else
      value(*entry.value, item, nullptr);
  if (shape.unique) equal_items(node);
}

void Checker::known_keys(const Node& node, const Shape& shape, const Node* key) {
  for (const Entry& item : node.children)
    if (item.key) known_key(item, shape);
  if (!shape.required.empty()) missing(node, shape.required, key);
}

void Checker::known_key(const Entry& entry, const Shape& shape) {
  const std::string_view name = entry.key->text.value();
  const auto named = [&](const Key& key) { return key.name == name; };
  const auto in = [&](std::span<const Key> keys) {
    const auto found = std::find_if(keys.begin(), keys.end(), named);
    return found == keys.end() ? nullptr : &*found;
  };
  const Key* known = in(shape.keys);
  if (!known && schema_ && shape.demands) known = in(shape.demands->more);
  if (known) return value(*entry.value, schema_ && known->schema ? *known->schema : known->shape, entry.key);
  const bool demanding = schema_ && shape.demands;
  if (demanding && shape.demands->further_keys) return;
  if (!is_extension(name) || (demanding && shape.demands->no_extensions)) unknown_key(*entry.key, shape.keys);
}

// Who reads what is missing looks at the first key; the path of the mapping is that of its own key.
void Checker::missing(const Node& node, std::string_view name, const Node* key) {
  if (!node.complete || node.find(name)) return;
  const Span first = node.children.empty() ? node.span : node.children.front().key->span;
  fail(!schema_ ? first : key ? key->span : node.span, fmt::format("`{}` is missing", name));
}

void Checker::demands(const Node& node, const Demands& demands, const Node* key) {
  if (node.is_scalar()) return scalar_demands(node, demands);
  if (!node.is_mapping()) return;
  for (const std::string_view name : demands.required) missing(node, name, key);
  const auto is_there = [&](std::string_view name) { return node.find(name); };
  if (!demands.any_of.empty() && std::none_of(demands.any_of.begin(), demands.any_of.end(), is_there))
    missing(node, demands.any_of.front(), key);
  for (const std::string_view name : demands.forbidden)
    if (const Entry* entry = node.find(name)) fail(entry->key->span, fmt::format("`{}` has no place here", name));
}

void Checker::scalar_demands(const Node& node, const Demands& demands) {
  const std::optional<std::string_view> text = node.text.known();
  if (!text) return;
  const yaml::Scalar kind = yaml::resolve(node);
  if (demands.fits && kind == yaml::Scalar::string && !demands.fits(*text))
    return fail(node.span, fmt::format("expected {}, found `{}`", demands.expected, *text));
  if (kind == yaml::Scalar::string && !demands.cast) return;
  const std::optional<double> value = number_in(node);
  if (!value) return;
  if (demands.minimum && *value < *demands.minimum)
    fail(node.span, fmt::format("expected at least {}, found `{}`", *demands.minimum, *text));
  if (demands.maximum && *value > *demands.maximum)
    fail(node.span, fmt::format("expected at most {}, found `{}`", *demands.maximum, *text));
}

void Checker::unknown_key(const Node& key, std::span<const Key> keys) {
  std::vector<std::string_view> known;
  for (const Key& item : keys) known.push_back(item.name);
  const std::string_view other = word_of_docker(key.text.value());
  const bool is_mount = std::find(known.begin(), known.end(), "read_only") != known.end() && known.front() == "type";
  auto meant = nearest_words(key.text.value(), known, typo_limit(key.text.value()));
  if (is_mount && !other.empty()) meant = {other};
  if (meant.empty() && !schema_) return;
  fail(key.span, fmt::format("unknown key `{}`", key.text.value()));
  suggest(errors_.back(), meant, key.text.editable() && !key.is_quoted());
}

}  // namespace

void check_shape(const Node& root, const Shape& shape, SyntaxErrors& errors, Check check) {
  Checker(errors, check).value(root, shape, nullptr);
}

}  // namespace mountlint::compose
