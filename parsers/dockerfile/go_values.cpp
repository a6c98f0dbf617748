// Small grammars that decide whether BuildKit takes a value. Only durations are computed, and only as exactly as a
// comparison with one millisecond needs.
#include "parsers/dockerfile/go_values.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <system_error>

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

namespace {

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_ascii_digit);
  const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

double to_number(std::string_view whole, std::string_view fraction) {
  double value = 0, scale = 1;
  for (const char c : whole) value = value * 10 + (c - '0');
  for (const char c : fraction) value += (c - '0') * (scale /= 10);
  return value;
}

// The length of one unit in nanoseconds.
std::optional<double> take_unit(std::string_view& text) {
  struct Unit {
    std::string_view name;
    double ns;
  };
  constexpr std::array<Unit, 8> units = {{{"ns", 1},
                                          {"us", 1e3},
                                          {"\xC2\xB5s", 1e3},
                                          {"\xCE\xBCs", 1e3},
                                          {"ms", 1e6},
                                          {"s", 1e9},
                                          {"m", 60e9},
                                          {"h", 3600e9}}};
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c == '.' || is_ascii_digit(c); });
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  for (const Unit& unit : units) {
    if (unit.name != name) continue;
    text.remove_prefix(name.size());
    return unit.ns;
  }
  return std::nullopt;
}

// Digits as a Go float has them: with underscores between digits.
bool take_float_digits(std::string_view& text) {
  if (take_digits(text).empty()) return false;
  while (text.size() > 1 && text[0] == '_' && is_ascii_digit(text[1])) {
    text.remove_prefix(1);
    take_digits(text);
  }
  return true;
}

bool take_float(std::string_view& text) {
  const bool whole = take_float_digits(text);
  const bool fraction = take(text, ".") && take_float_digits(text);
  if (!whole && !fraction) return false;
  if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return true;
  std::string_view exponent = text.substr(1);
  if (!take(exponent, "+")) take(exponent, "-");
  if (take_digits(exponent).empty()) return true;  // `1e` is the number 1 and the unit e
  text = exponent;
  return true;
}

// strconv.ParseFloat of what take_float has taken; nothing if it is too large.
std::optional<double> to_float(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool tiny = result.ec == std::errc::result_out_of_range && digits.find("e-") != std::string::npos;
  if (tiny) return 0.0;
  return result.ec == std::errc() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<bool> parse_bool(std::string_view text) {
  constexpr std::array<std::string_view, 6> yes = {"1", "t", "T", "true", "TRUE", "True"};
  constexpr std::array<std::string_view, 6> no = {"0", "f", "F", "false", "FALSE", "False"};
  if (std::find(yes.begin(), yes.end(), text) != yes.end()) return true;
  if (std::find(no.begin(), no.end(), text) != no.end()) return false;
  return std::nullopt;
}

std::optional<std::uint32_t> parse_uint(std::string_view text, unsigned base) {
  if (text.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c) || unsigned(c - '0') >= base) return std::nullopt;
    value = value * base + unsigned(c - '0');
    if (value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  }
  return static_cast<std::uint32_t>(value);
}

std::optional<std::int64_t> parse_int32(std::string_view text) {
  const bool negative = take(text, "-");
  if (!negative) take(text, "+");
  const auto value = parse_uint(text, 10);
  if (!value || *value > 0x7FFFFFFFu + unsigned(negative)) return std::nullopt;
  return negative ? -std::int64_t{*value} : std::int64_t{*value};
}

std::optional<double> parse_duration_ns(std::string_view text) {
  const bool negative = take(text, "-");
  if (!negative) take(text, "+");
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  double sum = 0;
  while (!text.empty()) {
    const std::string_view whole = take_digits(text);
    const std::string_view fraction = take(text, ".") ? take_digits(text) : std::string_view();
    if (whole.empty() && fraction.empty()) return std::nullopt;
    const auto unit = take_unit(text);
    if (!unit) return std::nullopt;
    sum += to_number(whole, fraction) * *unit;
    if (sum > 9223372036854775807.0) return std::nullopt;
  }
  return negative ? -sum : sum;
}

// A number, one blank at most, and a unit: k, m, g, t, p, alone or with b or ib; letter case does not count. All units
// are powers of 1024, and a fraction of a byte is cut off.
std::optional<std::int64_t> parse_size(std::string_view text) {
  constexpr std::string_view units = "bkmgtp";
  take(text, "+");
  std::string_view rest = text;
  if (!take_float(rest)) return std::nullopt;
  const auto number = to_float(text.substr(0, text.size() - rest.size()));
  take(rest, " ");
  const std::string unit = lower(rest);
  const std::size_t power = unit.empty() ? 0 : units.find(unit[0]);
  const bool bytes_alone = power != 0 && (unit.substr(1) == "b" || unit.substr(1) == "ib");
  if (!number || power == std::string_view::npos || (unit.size() > 1 && !bytes_alone)) return std::nullopt;
  const double size = std::ldexp(*number, static_cast<int>(10 * power));
  constexpr double beyond = 9223372036854775808.0;
  return size < beyond ? static_cast<std::int64_t>(size) : std::numeric_limits<std::int64_t>::min();
}

}  // namespace mountlint::dockerfile
