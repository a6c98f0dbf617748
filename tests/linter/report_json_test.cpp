// Our JSON: its exact bytes once, and its schema.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>

#include "tests/linter/report_sample.h"
#include "tests/support/json_schema.h"

using namespace mountlint;
using nlohmann::json;

namespace {

json schema_text() {
  std::ifstream file(MOUNTLINT_SOURCE_DIR "/docs/json-schema.json");
  REQUIRE(file);
  return json::parse(file);
}

std::vector<std::string> errors(const json& value) { return JsonSchema(schema_text()).errors(value); }

// Every optional field, and every way a place can be missing.
Sample full_sample() {
  Sample sample;
  const FileId file = sample.file("a/compose.yaml", "\xEF\xBB\xBFx: é/data\n");
  Finding& finding = sample.add(sample_rule, sample.at(file, "/data"), "bad byte \xFF, escape \x1b, `日本`");
  finding.help = "help";
  finding.notes = {{sample.at(file, "x"), "here"}, {{}, "nowhere"}};
  finding.fix = Fix{"write it", Applicability::safe, {{sample.at(file, "é"), "e"}}};
  sample.add(socket_rule, {}, "nowhere");
  Finding& unplaced = sample.add(quiet_rule, {}, "with a fix that stands nowhere");
  unplaced.fix = Fix{"title", Applicability::unsafe, {{{}, "x"}}};
  sample.report.errors = {"b.yaml: permission denied"};
  sample.report.suppressed = 2;
  return sample;
}

}  // namespace

TEST_CASE("the whole of a report") {
  CHECK(report::json(full_sample().report, {}) == R"({
  "formatVersion": "1",
  "tool": {
    "name": "mountlint",
    "version": ")" MOUNTLINT_VERSION R"("
  },
  "findings": [
    {
      "rule": "anonymous-volume",
      "category": "persistence",
      "severity": "warning",
      "message": "bad byte \ufffd, escape \u001b, `\u65e5\u672c`",
      "path": "a/compose.yaml",
      "line": 1,
      "column": 5,
      "endLine": 1,
      "endColumn": 10,
      "offset": 8,
      "endOffset": 13,
      "help": "help",
      "notes": [
        {
          "message": "here",
          "path": "a/compose.yaml",
          "line": 1,
          "column": 1,
          "endLine": 1,
          "endColumn": 2,
          "offset": 3,
          "endOffset": 4
        },
        {
          "message": "nowhere"
        }
      ],
      "fix": {
        "title": "write it",
        "applicability": "safe",
        "edits": [
          {
            "path": "a/compose.yaml",
            "line": 1,
            "column": 4,
            "endLine": 1,
            "endColumn": 5,
            "offset": 6,
            "endOffset": 8,
            "replacement": "e"
          }
        ]
      }
    },
    {
      "rule": "docker-socket",
      "category": "exposure",
      "severity": "error",
      "message": "nowhere",
      "notes": []
    },
    {
      "rule": "single-file-bind",
      "category": "persistence",
      "severity": "info",
      "message": "with a fix that stands nowhere",
      "notes": []
    }
  ],
  "errors": [
    "b.yaml: permission denied"
  ],
  "summary": {
    "files": 1,
    "errors": 1,
    "warnings": 1,
    "infos": 1,
    "suppressed": 2
  }
}
)");
}

TEST_CASE("an empty report has all its lists") {
  const json empty = json::parse(report::json(Sample().report, {}));
  CHECK(empty.at("findings") == json::array());
  CHECK(empty.at("errors") == json::array());
  CHECK(errors(empty).empty());
}

TEST_CASE("a full report fits the schema") {
  const json report = json::parse(report::json(full_sample().report, {}));
  CHECK(fmt::format("{}", fmt::join(errors(report), "\n")) == "");
}

TEST_CASE("the schema refuses what we never write") {
  const json good = json::parse(report::json(full_sample().report, {}));
  const std::pair<const char*, json> changes[] = {
      {"/formatVersion", 1},
      {"/tool/version", "x"},
      {"/more", 1},
      {"/findings/0/rule", "A"},
      {"/findings/0/line", 0},
      {"/findings/0/severity", "note"},
      {"/findings/0/column", "1"},
      {"/findings/0/message", ""},
      {"/findings/0/notes/0/more", 1},
      {"/findings/1/path", "p"},
      {"/findings/0/notes/1/path", "p"},
      {"/summary/files", -1},
      {"/errors/0", nullptr},
      {"/findings/0/fix/applicability", "maybe"},
      {"/findings/0/fix/edits/0/more", 1},
      {"/findings", json::object()},
  };
  for (const auto& [pointer, value] : changes) {
    CAPTURE(pointer);
    json bad = good;
    bad[json::json_pointer(pointer)] = value;
    CHECK(!errors(bad).empty());
  }
  for (const char* required : {"formatVersion", "tool", "findings", "errors", "summary"}) {
    json bad = good;
    bad.erase(required);
    CHECK(!errors(bad).empty());
  }
}

TEST_CASE("the schema knows every category and severity, and no other") {
  const json properties = schema_text().at("$defs").at("finding").at("properties");
  json categories = json::array(), severities = json::array();
  for (int i = 0; i <= static_cast<int>(Category::syntax); ++i) categories.push_back(name_of(static_cast<Category>(i)));
  for (int i = 0; i <= static_cast<int>(Severity::error); ++i) severities.push_back(name_of(static_cast<Severity>(i)));
  CHECK(properties.at("category").at("enum") == categories);
  CHECK(properties.at("severity").at("enum") == severities);
}
