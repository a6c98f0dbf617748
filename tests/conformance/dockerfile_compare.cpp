// What is compared of an error is that there is one, at which instruction and line: the words are ours. Line numbers of
// directives and of too long lines are one too low in BuildKit, so that the line behind counts there, too.
#include "tests/conformance/dockerfile_compare.h"

#include <algorithm>
#include <set>

namespace mountlint::conformance {

using nlohmann::json;

namespace {

const json& field(const json& object, const char* key) {
  static const json nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

// An error as "error" and nothing else of it.
json without_words(json value) {
  if (!value.is_object() || !value.contains("error")) return value;
  value["error"] = "error";
  value.erase("suggest");
  return value;
}

class Comparison {
 public:
  Comparison(const json& recorded, json ours, Recorded form, Tally& tally)
      : recorded_(recorded), ours_(std::move(ours)), form_(form), path_(recorded["path"]), tally_(tally) {}

  void run() {
    tally_.compare(path_, "directives", main_directives(recorded_), main_directives(ours_));
    compare_parse();
    compare_list("tree", field(recorded_, "nodes"), field(ours_, "nodes"));
    compare_list("errors", errors_of(recorded_), errors_of(ours_));
    compare_list("instructions", field(recorded_, "perInstruction"), field(ours_, "perInstruction"));
    compare("stages", without_words(field(recorded_, "instructions")), without_words(field(ours_, "instructions")));
    compare_list("mounts", flat_mounts(recorded_), flat_mounts(ours_));
    compare_list("expansion", flat_values(recorded_, false), flat_values(ours_, form_ == Recorded::short_form));
    compare_list("graph", graph(recorded_), graph(ours_));
    compare_checks();
  }

 private:
  void compare(const char* name, const json& recorded, const json& ours) {
    tally_.compare(path_, name, recorded, ours);
  }

  static json main_directives(const json& answer) {
    json out = field(answer, "directives");
    if (out.is_object() && out.contains("check")) out["check"] = without_words(out["check"]);
    return out.empty() ? json() : out;
  }

  // Of each instruction, whether it is refused, and its line.
  static json errors_of(const json& answer) {
    json list = json::array();
    for (const json& each : field(answer, "perInstruction"))
      list.push_back({{"line", each["line"]}, {"wrong", each.contains("error")}});
    return list;
  }

  void compare_parse() {
    json recorded = field(recorded_, "parse"), ours = field(ours_, "parse");
    if (recorded.contains("error") && ours.contains("error")) {
      const bool whole = recorded["error"] == "file with no instructions";
      if (whole || near(recorded["lines"], ours["lines"])) ours["lines"] = recorded["lines"];
    }
    compare("parse", without_words(recorded), without_words(ours));
  }

  // BuildKit's lines, or the one behind them.
  static bool near(const json& recorded, const json& ours) {
    const int first = recorded[0], last = recorded[1];
    return first <= ours[1].get<int>() && ours[0].get<int>() <= last + 1;
  }

  void compare_list(const char* name, const json& recorded, const json& ours) {
    const std::size_t size = std::max(recorded.size(), ours.size());
    for (std::size_t i = 0; i < size; ++i) {
      const json left = i < recorded.size() ? without_words(recorded[i]) : json();
      const json right = i < ours.size() ? without_words(shortened(ours[i])) : json();
      compare(name, left, right);
      if (left != right && recorded.size() != ours.size()) return;  // the rest is shifted
    }
  }

  json shortened(json node) const {
    if (form_ == Recorded::short_form && node.is_object()) node.erase("text");
    return node;
  }

  static json flat_mounts(const json& answer) {
    json list = json::array();
    for (const json& run : field(answer, "mounts"))
      for (json mount : run["mounts"]) {
        mount["line"] = run["line"];
        mount.erase("unset");
        mount.erase("auto");
        mount.erase("layer");
        list.push_back(without_words(std::move(mount)));
      }
    return list;
  }

  // `changed`: only values that expansion changes.
  json flat_values(const json& answer, bool changed) const {
    json list = json::array();
    for (const json& each : field(answer, "expanded")) {
      if (each.contains("error")) list.push_back({{"error", "error"}, {"line", each["line"]}});
      for (json value : field(each, "values")) {
        if (changed && field(value, "raw") == field(value, "value")) continue;
        value["line"] = each["line"];
        for (const char* key : {"unset", "auto"}) value.erase(key);
        if (form_ == Recorded::short_form) value.erase("raw");
        list.push_back(without_words(std::move(value)));
      }
    }
    return list;
  }

  // Which stage is meant, and which directory a WORKDIR leads to.
  json graph(const json& answer) const {
    json list = json::array();
    for (json each : field(answer, "expanded")) {
      each.erase("values");
      const bool relative = each.contains("relativeToBase") && form_ == Recorded::whole;
      if (each.contains("fromStage") || each.contains("dir") || relative) list.push_back(std::move(each));
    }
    return list;
  }

  // The error that ends the build is one of ours, or there is none.
  void compare_checks() {
    const json& recorded = field(field(recorded_, "checks"), "error");
    const json& ours = field(field(ours_, "checks"), "error");
    if (recorded.is_null() || ours.is_null()) return compare("checks", recorded, ours);
    json all = field(field(ours_, "checks"), "others");
    all.push_back(ours);
    json expected = field(field(recorded_, "checks"), "others");
    expected.push_back(recorded);
    const auto meets = [](const json& a, const json& b) {
      if (a["text"] == "file with no instructions") return true;  // its line is that of the end
      return !a.contains("lines") || (b.contains("lines") && near(a["lines"], b["lines"]));
    };
    const bool same = std::ranges::any_of(
        expected, [&](const json& a) { return std::ranges::any_of(all, [&](const json& b) { return meets(a, b); }); });
    compare("checks", recorded, same ? recorded : ours);
  }

  const json& recorded_;
  json ours_;
  Recorded form_;
  std::string path_;
  Tally& tally_;
};

}  // namespace

void compare_dockerfile(const json& recorded, json ours, Recorded form, Tally& tally) {
  Comparison(recorded, std::move(ours), form, tally).run();
}

}  // namespace mountlint::conformance
