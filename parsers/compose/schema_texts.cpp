// Each follows the reader that compose-go hands the string to (types/*.go, loader/interpolate.go), or the pattern in
// its schema.
#include "parsers/compose/schema_texts.h"

#include <algorithm>
#include <array>

#include "parsers/compose/number_text.h"

namespace mountlint::compose {
namespace {

constexpr std::string_view digits = "0123456789";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view take(std::string_view& text, std::size_t size) {
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(taken.size());
  return taken;
}

// `30`, `.5`, `1.`
bool take_number(std::string_view& text) {
  const std::string_view number = take(text, std::min(text.find_first_not_of("0123456789."), text.size()));
  return std::any_of(number.begin(), number.end(), is_digit) && std::count(number.begin(), number.end(), '.') <= 1;
}

}  // namespace

bool is_integer(std::string_view text) { return parse_integer(text).has_value(); }

bool is_number(std::string_view text) { return parse_float(text).has_value(); }

bool is_size(std::string_view text) { return parse_size(text).has_value(); }

// Numbers with units, as go-str2duration has them.
bool is_duration(std::string_view text) {
  constexpr std::array<std::string_view, 10> units = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h", "d", "w"};
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text == "0") return true;
  if (text.empty()) return false;
  while (!text.empty()) {
    if (!take_number(text)) return false;
    const std::string_view unit = take(text, std::min(text.find_first_of("0123456789."), text.size()));
    if (std::find(units.begin(), units.end(), unit) == units.end()) return false;
  }
  return true;
}

bool is_mask(std::string_view text) {
  constexpr std::array<std::string_view, 6> prefixes = {"0x", "0X", "0b", "0B", "0o", "0O"};
  for (const std::string_view prefix : prefixes)
    if (text.starts_with(prefix))
      return text.size() > 2 && text.find_first_not_of("0123456789abcdefABCDEF_", 2) == std::string_view::npos;
  const std::string_view allowed = text.starts_with('0') ? "01234567_" : "0123456789_";
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
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
  if (std::find(words.begin(), words.end(), text) != words.end()) return true;
  constexpr std::string_view every = "every_", units = "wdhms";
  if (!text.starts_with(every) || text == every) return false;
  text.remove_prefix(every.size());
  while (!text.empty()) {
    const std::size_t unit = text.find_first_not_of(digits);
    if (unit == 0 || unit == std::string_view::npos || units.find(text[unit]) == std::string_view::npos) return false;
    text.remove_prefix(unit + 1);
  }
  return true;
}

bool is_filled(std::string_view text) { return !text.empty(); }

bool is_assignment(std::string_view text) { return text.find('=') != std::string_view::npos; }

bool is_variable(std::string_view text) {
  const std::string_view name = text.substr(0, text.find('='));
  return name.empty() || std::string_view(" \t\n\v\f\r").find(name.back()) == std::string_view::npos;
}

bool is_argument(std::string_view text) { return !is_assignment(text) || is_variable(text); }

}  // namespace mountlint::compose
