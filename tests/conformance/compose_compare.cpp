// Each field of each service counts by itself: where the answers differ, it is said in which.
#include "tests/conformance/compose_compare.h"

#include <algorithm>
#include <set>

#include "tests/conformance/compose_mount.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

std::string path_of(const json& recorded) { return recorded["path"]; }

bool is_crash(const json& recorded) {
  const std::string error = recorded.value("error", "");
  return error.starts_with("panic") || error.starts_with("timeout");
}

// Any of the texts that repeated runs gave is true.
void compare_first_error(const json& recorded, const OurErrors& ours, Tally& tally) {
  std::vector<std::string> any = recorded.value("errors_any", std::vector<std::string>());
  any.push_back(recorded["error"]);
  const bool found = std::any_of(any.begin(), any.end(), [&](const std::string& text) { return is_found(text, ours); });
  tally.compare(path_of(recorded), "error", found ? json(true) : recorded["error"], found ? json(true) : shown(ours));
}

// All errors of an inconsistent project are recorded: there are no others, but files that would be read later.
void compare_all_errors(const json& recorded, const OurErrors& ours, Tally& tally) {
  std::vector<RecordedError> all;
  for (const std::string text : recorded["errors_all"]) {
    tally.compare(path_of(recorded), "error", text, is_found(text, ours) ? json(text) : shown(ours));
    for (RecordedError& error : read_recorded_errors(text)) all.push_back(std::move(error));
  }
  for (const OurError& error : ours) {
    const bool known =
        error.kind == ErrorKind::file ||
        std::any_of(all.begin(), all.end(), [&](const RecordedError& each) { return is_same(each, error); });
    tally.compare(path_of(recorded), "other errors", json(), known ? json() : json(error.text()));
  }
}

json without_empty_blocks_in(const std::string& field, json value) {
  if (field == "volumes")
    for (json& mount : value) mount = without_empty_blocks(mount);
  if (field == "pre_start")
    for (json& container : value)
      if (container.contains("volumes"))
        container["volumes"] = without_empty_blocks_in("volumes", container["volumes"]);
  return value;
}

// Where a file is missing it is not said what the others bring; answers about real files leave both fields out.
bool is_left_open(const json& recorded, const std::string& field) {
  const bool from_files = field == "environment" || field == "labels";
  const bool real = path_of(recorded).starts_with("compose/") || path_of(recorded).starts_with("pairs/");
  return from_files && (real || recorded["model"] == "without env_file");
}

void compare_container(const json& recorded, const json& theirs, const json& ours, Tally& tally) {
  std::set<std::string> fields;
  for (const json* side : {&theirs, &ours})
    for (const auto& [field, value] : side->items()) fields.insert(field);
  for (const std::string& field : fields) {
    if (is_left_open(recorded, field)) continue;
    tally.compare(path_of(recorded), field, without_empty_blocks_in(field, theirs.value(field, json())),
                  without_empty_blocks_in(field, ours.value(field, json())));
  }
}

void compare_containers(const json& recorded, const json& ours, const char* section, Tally& tally) {
  const json theirs = recorded.value(section, json::object()), mine = ours.value(section, json::object());
  json names = json::array(), my_names = json::array();
  for (const auto& [name, container] : theirs.items()) names.push_back(name);
  for (const auto& [name, container] : mine.items()) my_names.push_back(name);
  tally.compare(path_of(recorded), section, names, my_names);
  for (const auto& [name, container] : theirs.items())
    if (mine.contains(name)) compare_container(recorded, container, mine[name], tally);
}

}  // namespace

void compare_errors(const json& recorded, const OurErrors& ours, Tally& tally) {
  if (is_crash(recorded)) return;
  tally.compare(path_of(recorded), "ok", recorded["ok"],
                ours.empty()     ? json(true)
                : recorded["ok"] ? shown(ours)
                                 : json(false));
  if (recorded["ok"] || ours.empty()) return;
  if (recorded.contains("errors_all"))
    compare_all_errors(recorded, ours, tally);
  else
    compare_first_error(recorded, ours, tally);
}

void compare_model(const json& recorded, const json& ours, Tally& tally) {
  if (is_crash(recorded)) return;
  const bool asks = recorded.contains("files") && recorded.value("error", "").find(" yaml: ") == std::string::npos;
  for (const char* field : {"unset", "blank"})
    if (asks && (recorded.contains(field) || ours.contains(field)))
      tally.compare(path_of(recorded), field, recorded.value(field, json()), ours.value(field, json()));
  const std::string model = recorded.value("model", "none");
  if (model == "none" || model == "without interpolation") return;
  tally.compare(path_of(recorded), "warnings", recorded.value("warnings", json()), ours.value("warnings", json()));
  tally.compare(path_of(recorded), "name", recorded.value("name", json()), ours.value("name", json()));
  compare_containers(recorded, ours, "services", tally);
  compare_containers(recorded, ours, "jobs", tally);
  for (const char* field : {"volumes", "configs", "secrets"})
    tally.compare(path_of(recorded), std::string("top-level ") + field, recorded.value(field, json()),
                  ours.value(field, json()));
}

}  // namespace mountlint::conformance
