// YAML texts, before compose gives them a meaning: accepted or refused, and every value. `yaml:N` names the line of
// yaml.jsonl. What compose-go does with a tree once it is parsed (merge keys, `!reset`, documents) is not the parser's,
// and is held by whole projects.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "parsers/yaml/tree.h"
#include "tests/conformance/compose_pieces.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

yaml::File parse_text(std::string text) {
  return yaml::parse(std::make_shared<SourceFile>(FileId(0), "compose.yaml", std::move(text)));
}

bool is_yaml_error(const json& row) {
  const std::string error = row.value("error", "");
  return error.find(": yaml: ") != std::string::npos && error.find("map merge requires") == std::string::npos;
}

// The tree in the answer is what compose-go made of that of the parser.
bool is_for_compose(const std::string& text) {
  if (text.find("a: <<") != text.npos || text == "v: <<\n") return false;
  for (const char* part : {"<<", "!reset", "!override"})
    if (text.find(part) != text.npos) return true;
  return false;
}

json scalar_value(const yaml::Node& node) {
  const std::string text(node.text.value());
  switch (resolve(node)) {
    case yaml::Scalar::null:
      return nullptr;
    case yaml::Scalar::boolean:
      return *as_boolean(node);
    case yaml::Scalar::integer:
      if (const auto value = as_integer(node)) return *value;
      return std::stoull(text);
    case yaml::Scalar::floating:
      return {{"$float", text}};
    case yaml::Scalar::timestamp:
      return {{"$timestamp", text}};
    case yaml::Scalar::string:
      break;
  }
  return text;
}

json value_of(const yaml::Node& node) {
  if (node.is_scalar() || node.is_null()) return scalar_value(node);
  json out = node.is_mapping() ? json::object() : json::array();
  for (const yaml::Entry& entry : node.children) {
    if (node.is_mapping())
      out[std::string(entry.key->text.value())] = value_of(*entry.value);
    else
      out.push_back(value_of(*entry.value));
  }
  return out;
}

// Of the spellings of YAML and of Go.
double number(std::string text) {
  std::erase(text, '_');
  if (text == ".nan" || text == ".NaN" || text == ".NAN" || text == "NaN") return NAN;
  const bool infinite = text.find("nf") != text.npos || text.find("NF") != text.npos;
  if (infinite) return text[0] == '-' ? -INFINITY : INFINITY;
  return std::strtod(text.c_str(), nullptr);
}

bool same_number(const std::string& a, const std::string& b) {
  const double x = number(a), y = number(b);
  return (std::isnan(x) && std::isnan(y)) || x == y;
}

// Only the date of a timestamp: the parser does not read the clock.
bool same_date(const std::string& ours, const std::string& recorded) {
  int year = 0, month = 0, day = 0;
  std::sscanf(ours.c_str(), "%d-%d-%d", &year, &month, &day);
  return recorded.starts_with(fmt::format("{:04}-{:02}-{:02}T", year, month, day));
}

// `ours` with the spelling of `recorded` for numbers and dates that mean the same.
json respelled(json ours, const json& recorded) {
  if (ours.type() != recorded.type() || ours.size() != recorded.size()) return ours;
  if (ours.is_array())
    for (std::size_t i = 0; i < ours.size(); ++i) ours[i] = respelled(ours[i], recorded[i]);
  if (!ours.is_object()) return ours;
  for (auto& [key, value] : ours.items()) {
    const auto other = recorded.find(key);
    if (other == recorded.end()) return ours;
    const bool same =
        (key == "$float" && same_number(value, *other)) || (key == "$timestamp" && same_date(value, *other));
    value = same ? *other : respelled(value, *other);
  }
  return ours;
}

void compare_text(const json& row, const std::string& name, Tally& tally) {
  const std::string text = row.value("yaml", "");
  const yaml::File file = parse_text(text);
  tally.compare(name, "accepted", !is_yaml_error(row), file.errors.empty());
  if (!row.contains("tree") || is_for_compose(text) || file.documents.size() != 1) return;
  tally.compare(name, "values", row["tree"], respelled(value_of(*file.documents[0].root), row["tree"]));
}

}  // namespace

std::size_t compare_yaml(const std::filesystem::path& folder, Tally& tally) {
  std::ifstream in(folder / "yaml.jsonl");
  if (!in) throw std::runtime_error("cannot read yaml.jsonl");
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);)
    compare_text(json::parse(line), fmt::format("yaml:{}", ++count), tally);
  return count;
}

void compare_yaml_file(const json& answer, const std::string& place, Tally& tally) {
  std::ifstream in(place, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  tally.compare(answer["path"], "yaml", !is_yaml_error(answer), parse_text(text.str()).errors.empty());
}

}  // namespace mountlint::conformance
