// YAML texts as the only file of a project: the tree that all documents make together, with merge keys, `!reset` and
// `!override`, or the error. `yaml:N` names the line of yaml.jsonl.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "parsers/compose/load.h"
#include "tests/conformance/compose_errors.h"
#include "tests/conformance/compose_pieces.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

json plain_value(const yaml::Node& node) {
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
  if (node.is_scalar() || node.is_null()) return plain_value(node);
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

bool is_of_text(const OurError& error) {
  return error.kind == ErrorKind::yaml || error.kind == ErrorKind::limit || error.kind == ErrorKind::cycle;
}

// As the only file of a project: what it says to Compose does not matter, only the tree that all documents make.
void compare_text(const json& row, const std::string& name, Tally& tally) {
  MemoryFileSystem files;
  files.add("/p/compose.yaml", row.value("yaml", ""));
  Sources sources(files);
  const compose::File file = compose::load({{"/p/compose.yaml"}}, sources, {.outside = Outside::empty});
  const OurErrors errors = our_errors(file, sources);
  if (row.contains("error")) {
    const bool found = is_found(row["error"], errors);
    tally.compare(name, "error", found ? json() : row["error"], found ? json() : shown(errors));
    return;
  }
  const auto wrong = std::find_if(errors.begin(), errors.end(), is_of_text);
  tally.compare(name, "accepted", json(), wrong == errors.end() ? json() : json(wrong->text()));
  const json tree = file.merged ? value_of(*file.merged) : json();
  tally.compare(name, "values", row["tree"], respelled(tree, row["tree"]));
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

}  // namespace mountlint::conformance
