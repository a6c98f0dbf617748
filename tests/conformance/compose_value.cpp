// A mark is a mapping with one key that no compose value can be taken for.
#include "tests/conformance/compose_value.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mountlint::conformance {

using nlohmann::json;

namespace {

constexpr const char* unknown_mark = "$unknown";
constexpr const char* blank_mark = "$blank";
constexpr const char* invalid_mark = "$invalid";

bool has_empty_variable(const Text& text) {
  const std::vector<Run> runs = text.runs();
  return std::any_of(runs.begin(), runs.end(),
                     [](const Run& run) { return run.from == From::variable && !run.length; });
}

bool is_mark(const json& value, const char* mark) {
  return value.is_object() && value.size() == 1 && value.contains(mark);
}

// A float as Go's %v writes it: with an exponent from a million on.
std::string go_float(const std::string& text) {
  std::string digits = text;
  std::erase(digits, '_');
  const double value = std::strtod(digits.c_str(), nullptr);
  const double size = std::fabs(value);
  const bool plain = value == 0 || (size >= 1e-4 && size < 1e6);
  const std::string shortest = fmt::format("{}", value);
  if (plain) return shortest.ends_with(".0") ? shortest.substr(0, shortest.size() - 2) : shortest;
  const int exponent = static_cast<int>(std::floor(std::log10(size)));
  const std::string mantissa = go_float(fmt::format("{}", value / std::pow(10, exponent)));
  return fmt::format("{}e{}{:02}", mantissa, exponent < 0 ? '-' : '+', std::abs(exponent));
}

// A date as Go's time.Time is written, in UTC.
std::string go_date(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  const int parts = std::sscanf(text.c_str(), "%d-%d-%d%*[Tt ]%d:%d:%d", &year, &month, &day, &hour, &minute, &second);
  const bool known = parts == 3 || (parts == 6 && (text.ends_with('Z') || text.find('+') == text.npos));
  if (!known) return text;
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} +0000 UTC", year, month, day, hour, minute, second);
}

}  // namespace

json unknown_value(std::string shown) { return {{unknown_mark, std::move(shown)}}; }

json blank_value(std::string value) { return {{blank_mark, std::move(value)}}; }

bool is_unknown(const json& value) { return is_mark(value, unknown_mark); }

bool is_blank(const json& value) { return is_mark(value, blank_mark); }

bool is_invalid(const json& value) { return value.is_object() && value.contains(invalid_mark); }

json text_value(const Text& text, const std::function<std::string(std::string_view)>& change) {
  const std::optional<std::string_view> known = text.known();
  if (!known) return unknown_value(text.shown());
  json value = change ? change(*known) : std::string(*known);
  if (has_empty_variable(text)) return {{blank_mark, std::move(value)}};
  return value;
}

json text_value(const Text& text) { return text_value(text, nullptr); }

json flag_value(compose::Flag flag) {
  if (flag == compose::Flag::unknown) return unknown_value("");
  return flag == compose::Flag::yes ? json(true) : json();
}

json scalar_value(const yaml::Node& node) {
  if (!node.text.is_known()) return text_value(node.text);
  const std::string text(node.text.value());
  switch (yaml::resolve(node)) {
    case yaml::Scalar::boolean:
      return *yaml::as_boolean(node) ? "true" : "false";
    case yaml::Scalar::integer:
      if (const auto value = yaml::as_integer(node)) return std::to_string(*value);
      return text;
    case yaml::Scalar::floating:
      return go_float(text);
    case yaml::Scalar::timestamp:
      return go_date(text);
    default:
      return text_value(node.text);
  }
}

json without_marks(const json& value) {
  if (is_unknown(value)) return value[unknown_mark];
  if (is_blank(value)) return value[blank_mark];
  if (!value.is_structured()) return value;
  if (value.is_array()) {
    json out = json::array();
    for (const json& item : value) out.push_back(without_marks(item));
    return out;
  }
  json out = json::object();
  for (const auto& [key, item] : value.items())
    if (key != invalid_mark && !(is_blank(item) && item[blank_mark].is_null())) out[key] = without_marks(item);
  return out;
}

void put_given(json& out, const char* key, json value) {
  if (is_blank(value) && value[blank_mark] == "") value[blank_mark] = nullptr;
  const bool nothing = value.is_null() || value == "" || (value.is_structured() && value.empty());
  if (!nothing) out[key] = std::move(value);
}

}  // namespace mountlint::conformance
