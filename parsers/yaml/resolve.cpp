// What plain scalars mean, as go-yaml v4 resolves them (internal/libyaml/resolver.go): YAML 1.1 without the booleans
// `yes` and `on`, and without numbers to the base of 60.
#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "parsers/yaml/tree.h"

namespace mountlint::yaml {

const Entry* Node::find(std::string_view key) const {
  for (auto entry = children.rbegin(); entry != children.rend(); ++entry)
    if (entry->key && (entry->key->is_scalar() || entry->key->is_null()) && entry->key->text.value() == key)
      return &*entry;
  return nullptr;
}

namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_null_word(std::string_view text) { return is_one_of(text, {"", "~", "null", "Null", "NULL"}); }
bool is_true_word(std::string_view text) { return is_one_of(text, {"true", "True", "TRUE"}); }
bool is_false_word(std::string_view text) { return is_one_of(text, {"false", "False", "FALSE"}); }

bool is_special_float(std::string_view text) {
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) return true;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return is_one_of(text, {".inf", ".Inf", ".INF"});
}

// A number without the `_` that may stand in it; empty if it cannot be one.
std::string number_text(std::string_view text) {
  if (text.empty() || !(is_digit(text[0]) || text[0] == '+' || text[0] == '-' || text[0] == '.')) return {};
  std::string out(text);
  std::erase(out, '_');
  return out;
}

struct Integer {
  bool negative = false;
  std::uint64_t magnitude = 0;
};

// Takes the prefix of a base off: `0x`, `0o`, `0b`, or `0` alone for octal.
int take_base(std::string_view& text) {
  if (text.size() < 2 || text[0] != '0') return 10;
  const char mark = static_cast<char>(text[1] | 0x20);
  const int base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  text.remove_prefix(base == 0 ? 1 : 2);
  return base == 0 ? 8 : base;
}

// As strconv.ParseInt(text, 0, 64), else ParseUint.
std::optional<Integer> integer(std::string_view text) {
  Integer out;
  out.negative = text.starts_with('-');
  const bool sign = out.negative || text.starts_with('+');
  if (sign) text.remove_prefix(1);
  const int base = take_base(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.magnitude, base);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::uint64_t limit = std::uint64_t(1) << 63;
  if (out.negative && (out.magnitude > limit || out.magnitude == 0)) return std::nullopt;
  if (sign && !out.negative && out.magnitude >= limit) return std::nullopt;
  return out;
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool is_float(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const std::size_t whole = skip_digits(text, at);
  const bool has_whole = whole > at;
  at = whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = skip_digits(text, at + 1);
    if (!has_whole && end == at + 1) return false;
    at = end;
  } else if (!has_whole) {
    return false;
  }
  if (at == text.size()) return true;
  if ((text[at] | 0x20) != 'e') return false;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  return at < text.size() && skip_digits(text, at) == text.size();
}

// Takes one to `most` digits off and says their value; -1 if there is none.
int take_number(std::string_view& text, std::size_t least, std::size_t most) {
  const std::size_t length = std::min(skip_digits(text, 0), most);
  if (length < least) return -1;
  int value = 0;
  std::from_chars(text.data(), text.data() + length, value);
  text.remove_prefix(length);
  return value;
}

bool take_character(std::string_view& text, std::string_view any) {
  if (text.empty() || any.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

int days_in(int year, int month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// YYYY-M-D
bool take_date(std::string_view& text) {
  const int year = take_number(text, 4, 4);
  if (year < 0 || !take_character(text, "-")) return false;
  const int month = take_number(text, 1, 2);
  if (month < 1 || month > 12 || !take_character(text, "-")) return false;
  const int day = take_number(text, 1, 2);
  return day >= 1 && day <= days_in(year, month);
}

// h:m:s with a fraction
bool take_time(std::string_view& text) {
  const int hour = take_number(text, 1, 2);
  if (hour < 0 || hour > 23 || !take_character(text, ":")) return false;
  const int minute = take_number(text, 1, 2);
  if (minute < 0 || minute > 59 || !take_character(text, ":")) return false;
  const int second = take_number(text, 1, 2);
  if (second < 0 || second > 59) return false;
  if (take_character(text, ".")) text.remove_prefix(skip_digits(text, 0));
  return true;
}

// `Z` or ±hh:mm
bool is_zone(std::string_view text) {
  if (text == "Z") return true;
  if (!take_character(text, "+-")) return false;
  const int hours = take_number(text, 2, 2);
  if (hours < 0 || hours > 24 || !take_character(text, ":")) return false;
  const int minutes = take_number(text, 2, 2);
  return minutes >= 0 && minutes < 60 && text.empty();
}

bool is_timestamp(std::string_view text) {
  if (text.size() < 8 || skip_digits(text, 0) != 4 || !take_date(text)) return false;
  if (text.empty()) return true;
  if (take_character(text, "Tt")) return take_time(text) && is_zone(text);
  return take_character(text, " ") && take_time(text) && text.empty();
}

Scalar resolve_text(std::string_view text) {
  if (is_null_word(text)) return Scalar::null;
  if (is_true_word(text) || is_false_word(text)) return Scalar::boolean;
  if (is_special_float(text)) return Scalar::floating;
  if (is_timestamp(text)) return Scalar::timestamp;
  const std::string number = number_text(text);
  if (number.empty()) return Scalar::string;
  if (integer(number)) return Scalar::integer;
  return is_float(number) ? Scalar::floating : Scalar::string;
}

// The short form of a tag of YAML itself; empty for local tags and those of others.
std::string_view core_tag(std::string_view tag) {
  constexpr std::string_view verbatim = "!<tag:yaml.org,2002:";
  if (tag.starts_with("!!")) return tag.substr(2);
  if (!tag.starts_with(verbatim) || !tag.ends_with('>')) return {};
  return tag.substr(verbatim.size(), tag.size() - verbatim.size() - 1);
}

Scalar resolve_tagged(std::string_view tag, std::string_view text) {
  const Scalar found = resolve_text(text);
  if (tag == "float" && found == Scalar::integer) return Scalar::floating;
  const bool fits = (tag == "int" && found == Scalar::integer) || (tag == "float" && found == Scalar::floating) ||
                    (tag == "bool" && found == Scalar::boolean) || (tag == "null" && found == Scalar::null) ||
                    (tag == "timestamp" && found == Scalar::timestamp);
  return fits ? found : Scalar::string;
}

}  // namespace

Scalar resolve(const Node& node) {
  if (node.is_null()) return Scalar::null;
  const auto text = node.text.known();
  if (!text) return Scalar::string;
  if (!node.tag.empty() && node.tag != "!") return resolve_tagged(core_tag(node.tag), *text);
  return node.is_quoted() ? Scalar::string : resolve_text(*text);
}

std::optional<bool> as_boolean(const Node& node) {
  if (!node.is_scalar() || resolve(node) != Scalar::boolean) return std::nullopt;
  return is_true_word(node.text.value());
}

std::optional<std::int64_t> as_integer(const Node& node) {
  if (!node.is_scalar() || resolve(node) != Scalar::integer) return std::nullopt;
  const auto found = integer(number_text(node.text.value()));
  if (!found) return std::nullopt;
  if (found->negative) return static_cast<std::int64_t>(0 - found->magnitude);
  if (found->magnitude > std::uint64_t(INT64_MAX)) return std::nullopt;
  return static_cast<std::int64_t>(found->magnitude);
}

}  // namespace mountlint::yaml
