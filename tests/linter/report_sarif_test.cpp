// SARIF: what code scanning and viewers rely on.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "linter/explain.h"
#include "linter/report/sarif_text.h"
#include "linter/report/uri.h"
#include "tests/linter/report_sample.h"

using namespace mountlint;
using nlohmann::json;

namespace {

json run(const Report& report) { return json::parse(report::sarif(report, {})).at("runs").at(0); }

json only_result(const Sample& sample) {
  const json results = run(sample.report).at("results");
  REQUIRE(results.size() == 1);
  return results[0];
}

}  // namespace

TEST_CASE("the frame of a log without findings") {
  const json log = json::parse(report::sarif(Sample().report, {}));
  CHECK(log.at("$schema") == "https://json.schemastore.org/sarif-2.1.0.json");
  CHECK(log.at("version") == "2.1.0");
  REQUIRE(log.at("runs").size() == 1);
  const json& run = log["runs"][0];
  CHECK(run.at("columnKind") == "utf16CodeUnits");
  CHECK(run.at("results") == json::array());
  CHECK(run.at("invocations") == json::parse(R"([{"executionSuccessful": true}])"));
  CHECK(run.at("originalUriBaseIds").at("SRCROOT").contains("uri") == false);
  CHECK(run.contains("automationDetails") == false);
  CHECK(run.at("tool").at("driver").at("semanticVersion") == MOUNTLINT_VERSION);
}

TEST_CASE("rules that ran are described, by id, and others that found something") {
  Sample sample;
  sample.report.rules_run = {&socket_rule, &sample_rule};
  sample.add(quiet_rule, {}, "message");
  const json rules = run(sample.report).at("tool").at("driver").at("rules");
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].at("id") == "anonymous-volume");
  CHECK(rules[1].at("id") == "docker-socket");
  CHECK(rules[2].at("id") == "single-file-bind");
  CHECK(run(sample.report).at("results")[0].at("ruleIndex") == 2);
}

TEST_CASE("what is said of a rule") {
  const json rules = run(Sample().report).at("tool").at("driver").at("rules");
  const json& rule = rules[0];
  CHECK(rule.at("name") == "AnonymousVolume");
  CHECK(rule.at("shortDescription").at("text") == "Data in an anonymous volume is left behind with its container");
  CHECK(rule.at("fullDescription").at("text") == "The volume has no name. Nobody finds it again.");
  CHECK(rule.at("helpUri") == rule_url(sample_rule));
  CHECK(rule.at("help").at("text").get<std::string>().find(rule_url(sample_rule)) != std::string::npos);
  CHECK(rule.at("help").at("markdown").get<std::string>().find(rule_url(sample_rule)) != std::string::npos);
  CHECK(rule.at("defaultConfiguration") == json::parse(R"({"enabled": true, "level": "warning"})"));
  CHECK(rule.at("properties") ==
        json::parse(R"({"precision": "high", "problem.severity": "warning", "tags": ["persistence"]})"));
  CHECK(rule.contains("deprecatedIds") == false);
}

TEST_CASE("only exposure is security") {
  Sample sample;
  sample.report.rules_run = {&sample_rule, &socket_rule, &quiet_rule};
  const json rules = run(sample.report).at("tool").at("driver").at("rules");
  CHECK(rules[0].at("properties").contains("security-severity") == false);
  CHECK(rules[1].at("properties").at("security-severity") == "8.0");
  CHECK(rules[1].at("properties").at("tags") == json::parse(R"(["exposure", "security"])"));
  CHECK(rules[1].at("deprecatedIds") == json::parse(R"(["engine-socket"])"));
  CHECK(rules[2].at("properties").at("problem.severity") == "recommendation");
  CHECK(rules[2].at("defaultConfiguration") == json::parse(R"({"enabled": false, "level": "note"})"));
}

TEST_CASE("a result: level, place in UTF-16 units, snippet") {
  Sample sample;
  const FileId file = sample.file("./a b/compose.yaml", "\xEF\xBB\xBF# 1\r\n😀é: /data\r\n");
  Finding& finding = sample.add(quiet_rule, sample.at(file, "/data"), "message");
  finding.subject = "services.db.volumes[/data]";
  const json result = only_result(sample);
  CHECK(result.at("ruleId") == "single-file-bind");
  CHECK(result.at("level") == "note");
  CHECK(result.at("message").at("text") == "message");
  CHECK(result.contains("kind") == false);
  CHECK(result.contains("fixes") == false);
  CHECK(result.contains("relatedLocations") == false);
  CHECK(result.at("locations") == json::parse(R"([{
    "physicalLocation": {
      "artifactLocation": {"uri": "a%20b/compose.yaml", "uriBaseId": "SRCROOT"},
      "region": {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11, "snippet": {"text": "/data"}}
    },
    "logicalLocations": [{"fullyQualifiedName": "services.db.volumes[/data]"}]
  }])"));
}

TEST_CASE("an insertion point, a huge span and no place at all") {
  Sample sample;
  const FileId file = sample.file("f", std::string(5000, 'x'));
  sample.add(sample_rule, {file, 2, 2}, "point");
  sample.add(sample_rule, {file, 0, 5000}, "huge");
  sample.add(sample_rule, {}, "nowhere");
  const json results = run(sample.report).at("results");
  const json& point = results[0].at("locations")[0].at("physicalLocation").at("region");
  CHECK(point == json::parse(R"({"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 3})"));
  CHECK(results[1].at("locations")[0].at("physicalLocation").at("region").contains("snippet") == false);
  CHECK(results[2].at("locations") == json::array());
  CHECK(results[2].at("partialFingerprints").contains("primaryLocationLineHash") == false);
}

TEST_CASE("second places are linked from the message") {
  Sample sample;
  const FileId file = sample.file("compose.yaml", "a: 1\nb: 2\n"), other = sample.file("Dockerfile", "VOLUME /x\n");
  Finding& finding = sample.add(sample_rule, sample.at(file, "a"), "message");
  finding.notes = {{{}, "a remark"}, {sample.at(other, "/x"), "declared [here]"}, {sample.at(file, "b"), "used here"}};
  finding.help = "do something";
  const json result = only_result(sample);
  CHECK(result.at("message").at("text") ==
        "message. a remark, [declared \\[here\\]](2), [used here](3). Help: do something");
  const json& related = result.at("relatedLocations");
  REQUIRE(related.size() == 2);
  CHECK(related[0].at("id") == 2);
  CHECK(related[0].at("message").at("text") == "declared [here]");
  CHECK(related[0].at("physicalLocation").at("artifactLocation").at("uri") == "Dockerfile");
  CHECK(related[0].at("physicalLocation").at("region").at("startColumn") == 8);
  CHECK(related[1].at("id") == 3);
}

TEST_CASE("a message that looks like a link is none, and thousands of notes are cut") {
  Sample sample;
  const FileId file = sample.file("f", "a\n");
  Finding& finding = sample.add(sample_rule, sample.at(file, "a"), "`[a](b)` and [c]");
  CHECK(only_result(sample).at("message").at("text") == "`\\[a\\](b)` and \\[c\\]");
  finding.message = "`volumes: [a]`";
  CHECK(only_result(sample).at("message").at("text") == "`volumes: [a]`");
  finding.notes.assign(3000, {finding.span, "note"});
  const json result = only_result(sample);
  CHECK(result.at("relatedLocations").size() == 100);
  CHECK(result.at("message").at("text").get<std::string>().ends_with("[note](100), and 2900 more"));
}

TEST_CASE("fixes: by file, in order, with their safety") {
  Sample sample;
  const FileId b = sample.file("b.yaml", "😀one two\n"), a = sample.file("a.yaml", "x\n");
  Finding& finding = sample.add(sample_rule, sample.at(b, "one"), "message");
  finding.fix = Fix{"change them",
                    Applicability::unsafe,
                    {{sample.at(b, "two"), ""}, {sample.at(a, "x").at_end(), "y"}, {sample.at(b, "one"), "1"}}};
  CHECK(only_result(sample).at("fixes") == json::parse(R"([{
    "description": {"text": "change them"},
    "artifactChanges": [
      {"artifactLocation": {"uri": "a.yaml", "uriBaseId": "SRCROOT"}, "replacements": [
        {"deletedRegion": {"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 2}, "insertedContent": {"text": "y"}}
      ]},
      {"artifactLocation": {"uri": "b.yaml", "uriBaseId": "SRCROOT"}, "replacements": [
        {"deletedRegion": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 6}, "insertedContent": {"text": "1"}},
        {"deletedRegion": {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 10}}
      ]}
    ],
    "properties": {"fixSafety": "unsafe"}
  }])"));
  finding.fix->edits.push_back({{}, "nowhere"});
  CHECK(only_result(sample).contains("fixes") == false);
}

TEST_CASE("fingerprints") {
  Sample sample;
  const FileId file = sample.file("compose.yaml", "services:\r\n  db:\r\n    image: postgres\r\n");
  sample.add(sample_rule, sample.at(file, "postgres"), "one");
  sample.add(sample_rule, sample.at(file, "postgres"), "two");
  sample.add(socket_rule, sample.at(file, "db"), "three");
  const json results = run(sample.report).at("results");
  const auto print = [&](int i, const char* key) { return results[i].at("partialFingerprints").at(key); };
  CHECK(print(0, "primaryLocationLineHash") == "6b7002b108b68d0d:1");
  CHECK(print(1, "primaryLocationLineHash") == "6b7002b108b68d0d:1");
  CHECK(print(2, "primaryLocationLineHash") == "995034cccb2891af:1");
  CHECK(print(0, "mountlint/v1") != print(1, "mountlint/v1"));
  CHECK(print(0, "mountlint/v1") == "dc487ece7b62cef9:1");  // a change of the key makes every alert new: choose `/v2`
}

TEST_CASE("what could not be read is a notification") {
  Sample sample;
  sample.report.errors = {"a.yaml: permission denied", "b.yaml: too large"};
  CHECK(run(sample.report).at("invocations") == json::parse(R"([{
    "executionSuccessful": false,
    "toolExecutionNotifications": [
      {"level": "error", "message": {"text": "a.yaml: permission denied"}},
      {"level": "error", "message": {"text": "b.yaml: too large"}}
    ]}])"));
}

TEST_CASE("URIs") {
  struct Case {
    const char *path, *uri;
    bool below_root;
  };
  const Case cases[] = {
      {"compose.yaml", "compose.yaml", true},
      {"././a/b.yaml", "a/b.yaml", true},
      {"a b/ü#?%.yaml", "a%20b/%C3%BC%23%3F%25.yaml", true},
      {"c:\\x.yaml", "c%3A%5Cx.yaml", true},
      {"a\xFF\n", "a%FF%0A", true},
      {"@scope/a+b(1).yaml", "@scope/a+b(1).yaml", true},
      {"/srv/a b.yaml", "file:///srv/a%20b.yaml", false},
      {"../x.yaml", "../x.yaml", false},
      {"a/../../x", "a/../../x", false},
      {"..a/b..", "..a/b..", true},
  };
  for (const Case& each : cases) {
    CHECK(report::uri_of(each.path).text == each.uri);
    CHECK(report::uri_of(each.path).below_root == each.below_root);
  }
}

TEST_CASE("descriptions are one short paragraph, never cut inside a character") {
  CHECK(report::first_paragraph("\n one\n  two \n\nthree") == "one two");
  CHECK(report::first_paragraph("") == "");
  for (int shift = 0; shift < 3; ++shift) {
    std::string text(static_cast<std::size_t>(shift), 'a');
    for (int i = 0; i < 1000; ++i) text += "日";
    const std::string cut = report::first_paragraph(text);
    CHECK(cut.size() <= 1024);
    CHECK(cut.size() > 1000);
    CHECK(cut.ends_with("日..."));
  }
}
