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

// A float as Go's %v writes it.
std::string go_float(const std::string& text) {
  std::string digits = text;
  std::erase(digits, '_');
  const double value = std::strtod(digits.c_str(), nullptr);
  const double size = std::fabs(value);
  if (value == 0) return "0";
  if (size < 1e21 && size >= 1e-4)
    return fmt::format("{}", value).ends_with(".0") ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
  return fmt::format("{:g}", value);
}

// A date as Go's time.Time is written; its clock is not read here.
std::string go_date(const std::string& text) {
  int year = 0, month = 0, day = 0;
  const bool date = std::sscanf(text.c_str(), "%d-%d-%d", &year, &month, &day) == 3 && text.size() <= 10;
  return date ? fmt::format("{:04}-{:02}-{:02} 00:00:00 +0000 UTC", year, month, day) : text;
}

}  // namespace

json unknown_value(std::string shown) { return {{unknown_mark, std::move(shown)}}; }

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
  json out = value;
  if (out.is_object()) out.erase(invalid_mark);
  for (json& item : out) item = without_marks(item);
  return out;
}

void put_given(json& out, const char* key, json value) {
  const bool nothing = value.is_null() || (value.is_structured() && value.empty());
  if (!nothing) out[key] = std::move(value);
}

}  // namespace mountlint::conformance
