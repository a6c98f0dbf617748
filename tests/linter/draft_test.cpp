// What a rule writes becomes a finding.
#include <doctest/doctest.h>

#include "tests/linter/report_sample.h"

using namespace mountlint;

namespace {

constexpr Span here{FileId{0}, 1, 2}, there{FileId{0}, 5, 6}, elsewhere{FileId{1}, 0, 9};

Finding only(Findings& findings) {
  std::vector<Finding> all = findings.take();
  REQUIRE(all.size() == 1);
  return all[0];
}

}  // namespace

TEST_CASE("a draft fills its finding") {
  Findings findings(sample_rule);
  findings.add(here, "volume `{}` of {}", "data", 2)
      .help("help")
      .note(there, "declared here")
      .subject("volumes.data")
      .severity(Severity::error)
      .fix({"title", Applicability::safe, {{here, "x"}}});
  const Finding finding = only(findings);
  CHECK(finding.rule == &sample_rule);
  CHECK(finding.severity == Severity::error);
  CHECK(finding.span == here);
  CHECK(finding.message == "volume `data` of 2");
  CHECK(finding.help == "help");
  CHECK(finding.subject == "volumes.data");
  REQUIRE(finding.notes.size() == 1);
  CHECK(finding.notes[0].span == there);
  CHECK(finding.notes[0].message == "declared here");
  REQUIRE(finding.fix);
  CHECK(finding.fix->title == "title");
}

TEST_CASE("the severity is that of the rule") {
  Findings findings(socket_rule);
  findings.add(Place{here}, "message");
  CHECK(only(findings).severity == Severity::error);
}

TEST_CASE("how a place came here is told, innermost first, and it gets no fix") {
  const std::pair<ViaKind, const char*> kinds[] = {
      {ViaKind::alias, "through this alias"},     {ViaKind::merge_key, "merged in here"},
      {ViaKind::extends, "extended here"},        {ViaKind::include, "included here"},
      {ViaKind::replaced, "replaces this entry"},
  };
  for (const auto& [kind, text] : kinds) {
    const Via outer{ViaKind::include, elsewhere}, inner{kind, there, &outer};
    Findings findings(sample_rule);
    findings.add(Place{here, &inner}, "message").note(here, "own").fix({"title", Applicability::safe, {{here, "x"}}});
    const Finding finding = only(findings);
    REQUIRE(finding.notes.size() == 3);
    CHECK(finding.notes[0].span == there);
    CHECK(finding.notes[0].message == text);
    CHECK(finding.notes[1].span == elsewhere);
    CHECK(finding.notes[1].message == "included here");
    CHECK(finding.notes[2].message == "own");
    CHECK(!finding.fix);
  }
}

TEST_CASE("rules are found by their id and by former ones") {
  CHECK(sample_rule_list.find("docker-socket") == &socket_rule);
  CHECK(sample_rule_list.find("engine-socket") == &socket_rule);
  CHECK(sample_rule_list.find("Docker-Socket") == nullptr);
  CHECK(sample_rule_list.find("") == nullptr);
  CHECK(RuleList{}.find("docker-socket") == nullptr);
}

TEST_CASE("names of severities and categories") {
  CHECK(name_of(Severity::info) == "info");
  CHECK(name_of(Severity::warning) == "warning");
  CHECK(name_of(Severity::error) == "error");
  CHECK(severity_named("error") == Severity::error);
  CHECK(!severity_named("Error"));
  CHECK(!severity_named(""));
  const char* names[] = {"persistence", "shadowing",          "exposure",    "sharing", "portability",
                         "permission",  "volume-instruction", "build-mount", "syntax"};
  for (int i = 0; i < 9; ++i) {
    CHECK(name_of(static_cast<Category>(i)) == names[i]);
    CHECK(category_named(names[i]) == static_cast<Category>(i));
  }
  CHECK(name_of(Category::persistence) == "persistence");
  CHECK(name_of(Category::build_mount) == "build-mount");
  CHECK(!category_named("mounts"));
}
