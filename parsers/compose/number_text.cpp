// Follows Go's strconv and docker/go-units' size.go: units are powers of 1024, and `b` or `ib` behind them says
// nothing. Less than nothing may only be written as a whole number without a unit.
#include "parsers/compose/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace mountlint::compose {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// `_` may only stand between digits, or behind the `0x`.
bool take_underscores(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') continue;
    const bool before = i > 0 && (is_hex_digit(text[i - 1]) || (i == 2 && text[1] == 'x'));
    if (!before || i + 1 == text.size() || !is_hex_digit(text[i + 1])) return false;
  }
  std::erase(text, '_');
  return true;
}

std::optional<double> digits(std::string_view text, std::chars_format format) {
  if (text.empty() || !(is_hex_digit(text[0]) || text[0] == '.')) return std::nullopt;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, format);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

std::optional<double> without_sign(std::string text) {
  if (text == "inf" || text == "infinity") return std::numeric_limits<double>::infinity();
  if (!take_underscores(text)) return std::nullopt;
  if (!text.starts_with("0x")) return digits(text, std::chars_format::general);
  if (text.find('p') == std::string::npos) return std::nullopt;
  return digits(std::string_view(text).substr(2), std::chars_format::hex);
}

// The power of 1024.
std::optional<int> power_of(const std::string& unit) {
  constexpr std::string_view letters = "bkmgtp";
  if (unit.empty()) return 0;
  const std::size_t power = letters.find(unit[0]);
  const std::string_view rest = std::string_view(unit).substr(1);
  const bool fits = rest.empty() || (power > 0 && (rest == "b" || rest == "ib"));
  return power != std::string_view::npos && fits ? std::optional(static_cast<int>(power)) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

std::optional<double> parse_float(std::string_view text) {
  const bool sign = text.starts_with('-') || text.starts_with('+'), negative = text.starts_with('-');
  const std::string number = lower(text.substr(sign ? 1 : 0));
  if (number == "nan" && !sign) return std::numeric_limits<double>::quiet_NaN();
  const std::optional<double> value = without_sign(number);
  return value && negative ? std::optional(-*value) : value;
}

std::optional<double> parse_size(std::string_view text) {
  if (const std::optional<std::int64_t> whole = parse_integer(text)) return static_cast<double>(*whole);
  const std::size_t last = text.find_last_of("0123456789. ");
  if (last == std::string_view::npos) return std::nullopt;
  const std::optional<double> number = parse_float(text.substr(0, text[last] == ' ' ? last : last + 1));
  const std::optional<int> power = power_of(lower(text.substr(last + 1)));
  if (!number || *number < 0 || !power) return std::nullopt;
  return std::trunc(std::ldexp(*number, 10 * *power));
}

}  // namespace mountlint::compose
