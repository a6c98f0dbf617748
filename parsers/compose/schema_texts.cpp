// Each follows the reader that compose-go hands the string to (types/*.go, loader/interpolate.go), or the pattern in
// its schema. Patterns there have no anchors, so that they ask for less than they seem to.
#include "parsers/compose/schema_texts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace mountlint::compose {
namespace {

constexpr std::string_view digits = "0123456789";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return text;
}

// What of `text` follows the first of `words` that it begins with; null if it begins with none.
template <std::size_t n>
const char* after(std::string_view text, const std::array<std::string_view, n>& words) {
  for (const std::string_view word : words)
    if (text.starts_with(word)) return text.data() + word.size();
  return nullptr;
}

// `every_1d12h`
bool has_interval(std::string_view text) {
  constexpr std::string_view every = "every_";
  for (std::size_t at = text.find(every); at != std::string_view::npos; at = text.find(every, at + 1)) {
    const std::string_view rest = text.substr(at + every.size());
    const std::size_t unit = rest.find_first_not_of(digits);
    if (unit != 0 && unit != std::string_view::npos && std::string_view("wdhms").find(rest[unit]) != std::string::npos)
      return true;
  }
  return false;
}

}  // namespace

bool is_integer(std::string_view text) { return is_digits(without_sign(text)); }

bool is_number(std::string_view text) {
  const std::string_view number = without_sign(text);
  if (number.empty() || number[0] == '-') return false;
  // Hexadecimal numbers, and underscores in them, are read, too; nobody writes them.
  if (number.starts_with("0x") || number.starts_with("0X")) return true;
  double value = 0;
  const char* end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, value);
  return error == std::errc() && stop == end;
}

bool is_size(std::string_view text) {
  const std::size_t number = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string_view value = text.substr(0, number);
  const std::size_t dot = value.find('.');
  const bool whole = dot == std::string_view::npos
                         ? is_digits(value)
                         : is_digits(value.substr(0, dot)) && is_digits(value.substr(dot + 1));
  std::string_view unit = text.substr(number);
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  if (!unit.empty() && std::string_view("kKmMgGtTpP").find(unit[0]) != std::string_view::npos) unit.remove_prefix(1);
  if (!unit.empty() && (unit[0] == 'i' || unit[0] == 'I')) unit.remove_prefix(1);
  if (!unit.empty() && (unit[0] == 'b' || unit[0] == 'B')) unit.remove_prefix(1);
  return whole && unit.empty();
}

bool is_duration(std::string_view text) {
  constexpr std::array<std::string_view, 9> units = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h", "d"};
  std::string_view rest = without_sign(text);
  if (rest == "0") return true;
  if (rest.empty()) return false;
  while (!rest.empty()) {
    const std::size_t number = std::min(rest.find_first_not_of("0123456789."), rest.size());
    const std::string_view value = rest.substr(0, number);
    if (std::none_of(value.begin(), value.end(), is_digit) || std::count(value.begin(), value.end(), '.') > 1)
      return false;
    rest.remove_prefix(number);
    const char* end = rest.starts_with('w') ? rest.data() + 1 : after(rest, units);
    if (!end) return false;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  }
  return true;
}

bool is_container_name(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const char next = text[i + 1];
    const bool follows = is_alphanumeric(next) || next == '_' || next == '.' || next == '-';
    if (is_alphanumeric(text[i]) && follows) return true;
  }
  return false;
}

bool is_pull_policy(std::string_view text) {
  constexpr std::array<std::string_view, 8> words = {"always",  "never",   "build", "if_not_present",
                                                     "missing", "refresh", "daily", "weekly"};
  const auto contains = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  return std::any_of(words.begin(), words.end(), contains) || has_interval(text);
}

bool is_filled(std::string_view text) { return !text.empty(); }

bool is_assignment(std::string_view text) { return text.find('=') != std::string_view::npos; }

bool is_variable(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return true;
  return std::string_view(" \t\n\v\f\r").find(text[equals - 1]) == std::string_view::npos;
}

}  // namespace mountlint::compose
