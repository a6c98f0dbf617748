// Every case of tests/fixtures: what is found is what its comments say, no more and no less; with Windows line endings
// and with a BOM, too; and fixes give the text that stands beside the case. FIXTURE=part runs only cases with that part
// in their name; UPDATE=1 writes the golden output of projects.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "linter/fix.h"
#include "rules/rules.h"
#include "tests/support/fixture.h"
#include "tests/support/rule_set.h"

namespace mountlint::test {
namespace {

bool is_selected(const Fixture& fixture) {
  const char* part = std::getenv("FIXTURE");
  return !part || fixture.name.find(part) != std::string::npos;
}

std::vector<Fixture> selected_fixtures() {
  std::vector<Fixture> selected;
  for (const std::string& folder : fixture_folders()) {
    for (Fixture& fixture : fixtures_of(folder)) {
      if (is_selected(fixture)) selected.push_back(std::move(fixture));
    }
  }
  return selected;
}

// What is expected and not found, and what is found and not expected.
std::string difference(std::vector<Expectation> expected, std::vector<Expectation> found) {
  std::string text;
  for (const Expectation& one : expected) {
    const auto hit =
        std::find_if(found.begin(), found.end(), [&](const Expectation& other) { return matches(one, other); });
    if (hit == found.end()) {
      text += "\n  missing     " + as_line(one);
    } else {
      found.erase(hit);
    }
  }
  for (const Expectation& one : found) text += fmt::format("\n  unexpected  {}\n{}", as_line(one), as_comment(one));
  return text;
}

std::string problems(const Fixture& fixture, const Report& report) {
  const ParsedExpectations expected = fixture.expectations();
  std::string text = difference(expected.list, found_in(report));
  for (const std::string& error : expected.errors) text += "\n  " + error;
  for (const std::string& error : report.errors) text += "\n  not read: " + error;
  return text;
}

// Places and ids, without messages.
std::vector<std::string> places(const Report& report) {
  std::vector<std::string> list;
  for (Expectation& found : found_in(report)) {
    found.part.clear();
    found.notes.clear();
    list.push_back(as_line(found));
  }
  return list;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "\n  " + line;
  return text;
}

Fixture with_text(const Fixture& fixture, std::string text) {
  Fixture other = fixture;
  other.files.begin()->second = std::move(text);
  return other;
}

std::string fixed_text(const Fixture& fixture, const Report& report, Applicability most) {
  const std::string path = "/" + fixture.main_file();
  for (const SourcePtr& source : report.sources) {
    if (source->path() == path) return apply_fixes(report, source->id(), most);
  }
  return "";
}

bool has_fix(const Report& report, Applicability most) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& finding) { return finding.fix && finding.fix->applicability <= most; });
}

// What is compared below is what was there before: look at the difference in git.
void write_golden(const Fixture& fixture, const std::string& text) {
  std::ofstream(std::string(MOUNTLINT_SOURCE_DIR) + "/tests/fixtures/" + fixture.name + "/expected.txt",
                std::ios::binary)
      << text;
}

void check_fixed(const Fixture& fixture, const std::string& expected, Applicability most) {
  CAPTURE(fixture.name);
  const RuleSet rules = RuleSet::with(fixture.rule);
  const Report report = lint_all(mounted(fixture), rules.list());
  REQUIRE(!fixture.main_file().empty());
  CHECK_MESSAGE(has_fix(report, most), "nothing to fix");
  CHECK(fixed_text(fixture, report, most) == expected);
  const Report again = lint_all(mounted(with_text(fixture, expected)), rules.list());
  CHECK_MESSAGE(!has_fix(again, most), "a fix is left after fixing");
}

}  // namespace

TEST_CASE("a fixture gives the findings that it expects") {
  const std::vector<Fixture> fixtures = selected_fixtures();
  REQUIRE(!fixtures.empty());
  for (const Fixture& fixture : fixtures) {
    const Report report = lint_all(mounted(fixture), RuleSet::with(fixture.rule).list());
    const std::string text = problems(fixture, report);
    CHECK_MESSAGE(text.empty(), fixture.name << text);
  }
}

TEST_CASE("line endings and a BOM change no place") {
  for (const Fixture& fixture : selected_fixtures()) {
    const RuleSet rules = RuleSet::with(fixture.rule);
    const std::vector<std::string> expected = places(lint_all(mounted(fixture), rules.list()));
    for (const Change change : {with_crlf, with_bom}) {
      const std::vector<std::string> found = places(lint_all(mounted(fixture, change), rules.list()));
      CHECK_MESSAGE(found == expected, fixture.name << (change == with_bom ? " with a BOM:" : " with CRLF:")
                                                    << joined(found) << "\n  instead of" << joined(expected));
    }
  }
}

TEST_CASE("fixes give the text beside the case") {
  for (const Fixture& fixture : selected_fixtures()) {
    if (fixture.fixed) check_fixed(fixture, *fixture.fixed, Applicability::safe);
    if (fixture.all_fixed) check_fixed(fixture, *fixture.all_fixed, Applicability::unsafe);
  }
}

TEST_CASE("a fixed file has the line endings that it had") {
  for (const Fixture& fixture : selected_fixtures()) {
    if (!fixture.all_fixed) continue;
    const RuleSet rules = RuleSet::with(fixture.rule);
    const Report report = lint_all(mounted(fixture, with_crlf), rules.list());
    CHECK_MESSAGE(fixed_text(fixture, report, Applicability::unsafe) == with_crlf(*fixture.all_fixed), fixture.name);
  }
}

TEST_CASE("a whole project gives its golden output") {
  for (const Fixture& fixture : project_fixtures()) {
    if (!is_selected(fixture)) continue;
    const Report report = lint_all(mounted(fixture), all_rules());
    std::string text;
    for (const Expectation& found : found_in(report)) text += as_line(found) + "\n";
    if (std::getenv("UPDATE")) write_golden(fixture, text);
    CAPTURE(fixture.name);
    CHECK(text == fixture.sidecar.value_or(""));
  }
}

}  // namespace mountlint::test
