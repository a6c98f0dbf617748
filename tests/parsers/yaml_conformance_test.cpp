// The parser against what go-yaml, inside compose-go, made of the same texts: accepted or refused, and every value.
// The answers are read in place; without them the test says that it was skipped.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "parsers/yaml/tree.h"

namespace mountlint::yaml {
namespace {

using Json = nlohmann::json;

const std::string conformance = MOUNTLINT_SOURCE_DIR "/../shared/conformance/compose/";
const std::string corpus = MOUNTLINT_SOURCE_DIR "/../shared/corpus/";

std::vector<Json> read_lines(const std::string& path) {
  std::vector<Json> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) rows.push_back(Json::parse(line));
  if (rows.empty()) fmt::print("SKIPPED: {} is absent\n", path);
  return rows;
}

File parse_text(std::string text) {
  return parse(std::make_shared<SourceFile>(FileId(0), "compose.yaml", std::move(text)));
}

// Differences that stand, and why. The text of the row, or the part of it that makes the difference.
struct Difference {
  const char* part;
  const char* reason;
};
constexpr Difference differences[] = {
    {"!!binary", "the bytes behind !!binary are not decoded: no key of Compose takes them"},
};

const Difference* known_difference(const std::string& text) {
  for (const Difference& one : differences)
    if (text.find(one.part) != std::string::npos) return &one;
  return nullptr;
}

// What compose-go does to a YAML tree, and the parser does not.
bool is_for_compose(const Json& row) {
  const std::string text = row.value("yaml", "");
  const std::string error = row.value("error", "");
  for (const char* part : {"<<", "!reset", "!override"})
    if (text.find(part) != std::string::npos && text.find("a: <<") == text.npos && text != "v: <<\n") return true;
  for (const char* part : {"non-string key", "top-level object", "empty compose file", "cannot override"})
    if (error.find(part) != std::string::npos) return true;
  return false;
}

Json value_of(const Node& node);

Json scalar_value(const Node& node) {
  switch (resolve(node)) {
    case Scalar::null:
      return nullptr;
    case Scalar::boolean:
      return *as_boolean(node);
    case Scalar::integer: {
      if (const auto value = as_integer(node)) return *value;
      return std::stoull(std::string(node.text.value()));
    }
    case Scalar::floating:
      return {{"$float", std::string(node.text.value())}};
    case Scalar::timestamp:
      return {{"$timestamp", std::string(node.text.value())}};
    case Scalar::string:
      break;
  }
  return std::string(node.text.value());
}

Json value_of(const Node& node) {
  if (node.is_scalar() || node.is_null()) return scalar_value(node);
  Json out = node.is_mapping() ? Json::object() : Json::array();
  for (const Entry& entry : node.children) {
    if (node.is_mapping())
      out[std::string(entry.key->text.value())] = value_of(*entry.value);
    else
      out.push_back(value_of(*entry.value));
  }
  return out;
}

double number(std::string text) {
  std::erase(text, '_');
  if (text.size() > 1 && text.find_first_of("nN") != text.npos && text.find(".") == 0 && text[1] != 'i' &&
      text[1] != 'I')
    return NAN;
  const bool infinite = text.find("nf") != text.npos || text.find("NF") != text.npos;
  if (text == "NaN") return NAN;
  if (infinite) return text[0] == '-' ? -INFINITY : INFINITY;
  return std::strtod(text.c_str(), nullptr);
}

bool same_number(const std::string& a, const std::string& b) {
  const double x = number(a), y = number(b);
  return (std::isnan(x) && std::isnan(y)) || x == y;
}

// Timestamps are compared by their date; the clock is not ours to read.
bool same_date(const std::string& ours, const std::string& theirs) {
  int year = 0, month = 0, day = 0;
  std::sscanf(ours.c_str(), "%d-%d-%d", &year, &month, &day);
  return theirs.starts_with(fmt::format("{:04}-{:02}-{:02}T", year, month, day));
}

bool same(const Json& ours, const Json& theirs) {
  if (ours.type() != theirs.type() && !(ours.is_number_integer() && theirs.is_number_integer())) return false;
  if (ours.is_object() && ours.contains("$float"))
    return theirs.contains("$float") && same_number(ours["$float"], theirs["$float"]);
  if (ours.is_object() && ours.contains("$timestamp"))
    return theirs.contains("$timestamp") && same_date(ours["$timestamp"], theirs["$timestamp"]);
  if (!ours.is_structured()) return ours == theirs;
  if (ours.size() != theirs.size()) return false;
  if (ours.is_array()) {
    for (std::size_t i = 0; i < ours.size(); ++i)
      if (!same(ours[i], theirs[i])) return false;
    return true;
  }
  for (const auto& [key, value] : ours.items())
    if (!theirs.contains(key) || !same(value, theirs[key])) return false;
  return true;
}

bool is_yaml_error(const Json& row) {
  const std::string error = row.value("error", "");
  return error.find(": yaml: ") != std::string::npos && error.find("map merge requires") == std::string::npos;
}

TEST_CASE("values are those of go-yaml") {
  std::map<std::string, int> seen;
  int checked = 0;
  for (const Json& row : read_lines(conformance + "yaml.jsonl")) {
    const std::string text = row.value("yaml", "");
    const Difference* difference = known_difference(text);
    if (difference || is_for_compose(row) || !row.contains("tree")) {
      if (difference) ++seen[difference->part];
      continue;
    }
    const File file = parse_text(text);
    INFO(text);
    CHECK(file.errors.empty());
    if (file.documents.size() != 1) continue;
    const Json ours = value_of(*file.documents[0].root);
    INFO(ours.dump(-1, ' ', false, Json::error_handler_t::replace));
    CHECK(same(ours, row["tree"]));
    ++checked;
  }
  if (checked > 0) CHECK(checked > 230);
  if (checked > 0)
    for (const Difference& one : differences) CHECK_MESSAGE(seen[one.part] > 0, one.part);
}

TEST_CASE("what go-yaml refuses is refused, and nothing else") {
  int refused = 0;
  for (const Json& row : read_lines(conformance + "yaml.jsonl")) {
    const std::string text = row.value("yaml", "");
    if (known_difference(text)) continue;
    const File file = parse_text(text);
    INFO(text);
    INFO(row.value("error", ""));
    CHECK(file.errors.empty() != is_yaml_error(row));
    refused += is_yaml_error(row);
    if (!file.errors.empty()) INFO(file.errors[0].message);
  }
  if (refused > 0) CHECK(refused > 50);
}

TEST_CASE("files of the corpus are refused where go-yaml refuses them") {
  int checked = 0;
  for (const Json& row : read_lines(conformance + "corpus.jsonl")) {
    const std::string path = row.value("path", "");
    std::ifstream in(corpus + path, std::ios::binary);
    if (!in) continue;
    std::stringstream text;
    text << in.rdbuf();
    const File file = parse_text(text.str());
    INFO(path);
    INFO((file.errors.empty() ? "" : file.errors[0].message));
    CHECK(file.errors.empty() != is_yaml_error(row));
    ++checked;
  }
  if (checked > 0) CHECK(checked > 1'500);
}

}  // namespace
}  // namespace mountlint::yaml
