// A mistake behind characters of every size, from the bytes of a Dockerfile to the line and the columns that each
// format reports: characters in text, concise, json and github; UTF-16 units in SARIF. Bytes are the unit of the spans
// themselves.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "linter/report/position.h"
#include "linter/report/report.h"
#include "rules/rules.h"
#include "tests/support/rule_set.h"

namespace mountlint::test {
namespace {

using nlohmann::json;

std::string shown(const report::Region& region) {
  return fmt::format("{}:{}-{}:{}", region.begin.line, region.begin.column, region.end.line, region.end.column);
}

std::string shown_in_sarif(const Report& report) {
  const json region =
      json::parse(report::sarif(report, {}))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
  return fmt::format("{}:{}-{}:{}", region.at("startLine").get<int>(), region.at("startColumn").get<int>(),
                     region.value("endLine", region.at("startLine").get<int>()), region.at("endColumn").get<int>());
}

std::string shown_in_json(const Report& report) {
  const json finding = json::parse(report::json(report, {}))["findings"][0];
  return fmt::format("{}:{}-{}:{}", finding.at("line").get<int>(), finding.at("column").get<int>(),
                     finding.at("endLine").get<int>(), finding.at("endColumn").get<int>());
}

// The one finding is the flag `foo`, which no instruction has.
Report lint_one(const std::string& text) {
  MemoryFileSystem files;
  files.add("/Dockerfile", text);
  return lint_all(files, RuleSet::with("dockerfile-syntax").list());
}

struct Case {
  const char* about;
  std::string text;
  const char *characters, *utf16, *bytes;
};

std::string mount(const std::string& target, const std::string& behind = " ") {
  return "FROM a\nRUN --mount=type=cache,target=/" + target + behind + "--foo x\n";
}

}  // namespace

TEST_CASE("line and columns of a finding in each format") {
  const Case cases[] = {
      {"ASCII", mount("x"), "2:36-2:39", "2:36-2:39", "2:36-2:39"},
      {"é", mount("é"), "2:36-2:39", "2:36-2:39", "2:37-2:40"},
      {"日", mount("日"), "2:36-2:39", "2:36-2:39", "2:38-2:41"},
      {"😀", mount("😀"), "2:36-2:39", "2:37-2:40", "2:39-2:42"},
      {"combining mark", mount("e\u0301"), "2:37-2:40", "2:37-2:40", "2:38-2:41"},
      {"bad byte", mount("\xFF"), "2:36-2:39", "2:36-2:39", "2:36-2:39"},
      {"tabs", mount("x", "\t\t"), "2:37-2:40", "2:37-2:40", "2:37-2:40"},
      {"all of them", mount("é日😀e\u0301", "\t "), "2:41-2:44", "2:42-2:45", "2:48-2:51"},
      {"CRLF", "FROM a\r\nRUN \\\r\n  é --foo\r\nRUN --foo x\r\n", "4:7-4:10", "4:7-4:10", "4:7-4:10"},
      {"BOM, first line",
       "\xEF\xBB\xBF"
       "FROM --foo a\n",
       "1:8-1:11", "1:8-1:11", "1:8-1:11"},
      {"BOM, later line",
       "\xEF\xBB\xBF"
       "FROM a\nRUN --foo x\n",
       "2:7-2:10", "2:7-2:10", "2:7-2:10"},
      {"behind a continuation",
       "FROM a\nRUN --network=none \\\n\t日 --bar\nRUN --security=insecure \\\r\n# é\n\t\\\n  --foo x\n", "7:5-7:8",
       "7:5-7:8", "7:5-7:8"},
      {"comment with wide characters above", "# 日本😀\nFROM a\nRUN --foo x\n", "3:7-3:10", "3:7-3:10", "3:7-3:10"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.about);
    const Report report = lint_one(each.text);
    REQUIRE(report.findings.size() == 1);
    const Finding& finding = report.findings[0];
    const SourceFile& file = report.source(finding.span);
    REQUIRE(file.text(finding.span) == "foo");
    CHECK(shown(report::region(file, finding.span, report::Unit::characters)) == each.characters);
    CHECK(shown(report::region(file, finding.span, report::Unit::utf16)) == each.utf16);
    CHECK(shown(report::region(file, finding.span, report::Unit::bytes)) == each.bytes);

    const std::string start(each.characters, std::string_view(each.characters).find('-'));
    CHECK(report::concise(report, {}).find("Dockerfile:" + start + ": ") != std::string::npos);
    CHECK(report::text(report, {}).find("Dockerfile:" + start + "\n") != std::string::npos);
    const std::size_t colon = start.find(':');
    CHECK(report::github(report, {}).find(fmt::format("line={}", start.substr(0, colon))) != std::string::npos);
    CHECK(report::github(report, {}).find(fmt::format("col={}", start.substr(colon + 1))) != std::string::npos);
    CHECK(shown_in_json(report) == each.characters);
    CHECK(shown_in_sarif(report) == each.utf16);
  }
}

}  // namespace mountlint::test
