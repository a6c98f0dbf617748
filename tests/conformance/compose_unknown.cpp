// The two worlds differ in nothing but variables that are set nowhere. A list item or a mount that has one may be less
// certain in other fields, too: a mount with an unknown source has no known type.
#include <algorithm>
#include <set>
#include <utility>

#include "tests/conformance/compose_compare.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

bool has_mark(const json& value) {
  if (is_unknown(value) || is_blank(value) || is_invalid(value)) return true;
  return value.is_structured() && std::any_of(value.begin(), value.end(), has_mark);
}

bool has_invalid(const json& value) {
  return is_invalid(value) || (value.is_structured() && std::any_of(value.begin(), value.end(), has_invalid));
}

bool is_allowed(const json& ours, const json& linted, bool marked);

// What is certain in a list. An empty variable outside of quotes is no word of a command; a mount whose target is
// unknown may be replaced by another one.
json without_unknown(const json& words) {
  json out = json::array();
  for (const json& word : words)
    if (!has_mark(word) && word != "") out.push_back(word);
  return out;
}

bool are_items_allowed(const json& ours, const json& linted, bool marked) {
  if (has_mark(linted) && without_unknown(ours) == without_unknown(linted)) return true;
  if (ours.size() != linted.size()) return marked || has_mark(ours);
  for (std::size_t i = 0; i < ours.size(); ++i)
    if (!is_allowed(ours[i], linted[i], has_mark(ours[i]))) return false;
  return true;
}

bool are_members_allowed(const json& ours, const json& linted, bool marked) {
  std::set<std::string> keys;
  for (const json* side : {&ours, &linted})
    for (const auto& [key, value] : side->items()) keys.insert(key);
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    const json mine = ours.value(key, json()), other = linted.value(key, json());
    return other.is_null() && marked ? true : is_allowed(mine, other, marked);
  });
}

bool is_allowed(const json& ours, const json& linted, bool marked) {
  if (is_unknown(linted) || is_invalid(linted)) return marked || has_mark(ours);
  if (ours == linted) return true;  // a default may be empty
  if (is_blank(ours) || is_unknown(ours)) return false;
  if (ours.is_array() && linted.is_array()) return are_items_allowed(ours, linted, marked);
  if (ours.is_object() && linted.is_object()) return are_members_allowed(ours, linted, marked);
  return false;
}

void compare_members(const std::string& path, const std::string& field, const json& ours, const json& linted,
                     Tally& tally) {
  if (has_invalid(ours)) return;  // what was meant is not known
  const bool allowed = is_allowed(ours, linted, has_mark(ours));
  tally.compare(path, "unknown " + field, allowed ? json() : ours, allowed ? json() : linted);
}

void compare_container(const std::string& path, const json& ours, const json& linted, Tally& tally) {
  std::set<std::string> fields;
  for (const json* side : {&ours, &linted})
    for (const auto& [field, value] : side->items()) fields.insert(field);
  for (const std::string& field : fields)
    compare_members(path, field, ours.value(field, json()), linted.value(field, json()), tally);
}

}  // namespace

void compare_unknown(const std::string& path, const json& ours, const json& linted, Tally& tally) {
  for (const char* section : {"services", "jobs"}) {
    const json mine = ours.value(section, json::object()), others = linted.value(section, json::object());
    for (const auto& [name, container] : mine.items())
      compare_container(path, container, others.value(name, json::object()), tally);
  }
  if (!linted.contains("name")) return;  // and so are the names of all that is made
  for (const char* section : {"volumes", "configs", "secrets"})
    compare_members(path, section, ours.value(section, json()), linted.value(section, json()), tally);
}

void compare_unknown(const std::string& path, const OurErrors& ours, const OurErrors& linted, Tally& tally) {
  const auto is_in = [](const OurError& error, const OurErrors& all) {
    return std::any_of(all.begin(), all.end(), [&](const OurError& other) {
      return other.kind == error.kind && other.line == error.line && other.file == error.file;
    });
  };
  for (const OurError& error : linted) {
    const bool both = is_in(error, ours);
    tally.compare(path, "unknown errors", json(), both ? json() : json(error.text()));
  }
  for (const OurError& error : ours) {
    const bool both = error.has_variable || is_in(error, linted);
    tally.compare(path, "unknown errors", both ? json() : json(error.text()), json());
  }
}

}  // namespace mountlint::conformance
