// Each rule is complete: its text, its examples, and fixtures of both kinds.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "rules/rules.h"
#include "tests/support/fixture.h"
#include "tests/support/rule_set.h"

namespace mountlint::test {
namespace {

std::string id_of(const Rule& rule) { return std::string(std::string_view(rule.id)); }

bool is_kebab_case(std::string_view id) {
  if (id.empty() || id.front() == '-' || id.back() == '-' || id.find("--") != std::string_view::npos) return false;
  return std::all_of(id.begin(), id.end(), [](char c) { return std::islower(c) || std::isdigit(c) || c == '-'; });
}

// Names may begin with a capital letter, words may not.
bool begins_like_a_sentence(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  for (std::string_view article : {"A", "An", "The", "This", "Each", "Every", "Flags", "Two"}) {
    if (word == article) return true;
  }
  return false;
}

bool is_dockerfile(std::string_view text) { return text.starts_with("FROM") || text.starts_with("#"); }

// An example as the only file there is.
Report lint_example(const Rule& rule, std::string_view example) {
  MemoryFileSystem files;
  files.add(is_dockerfile(example) ? "/Dockerfile" : "/compose.yaml", std::string(example));
  return lint_all(files, RuleSet::with(rule.id).list());
}

int count_of(const Report& report, const Rule& rule) {
  return static_cast<int>(std::count_if(report.findings.begin(), report.findings.end(),
                                        [&](const Finding& finding) { return finding.rule == &rule; }));
}

// Syntax errors in an example of another rule, as text.
std::string syntax_errors(const Report& report, const Rule& rule) {
  std::string text;
  for (const Expectation& found : found_in(report)) {
    const bool syntax = found.rule == "compose-syntax" || found.rule == "dockerfile-syntax";
    if (syntax && found.rule != std::string_view(rule.id)) text += "\n  " + as_line(found);
  }
  return text;
}

bool expects(const Fixture& fixture, std::string_view rule) {
  const ParsedExpectations expected = fixture.expectations();
  return std::any_of(expected.list.begin(), expected.list.end(),
                     [&](const Expectation& one) { return one.rule == rule; });
}

}  // namespace

TEST_CASE("rules stand in order, each once") {
  const RuleList rules = all_rules();
  REQUIRE(rules.size() > 0);
  CHECK(std::is_sorted(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) { return id_of(*a) < id_of(*b); }));
  std::set<std::string> names;
  for (const Rule* rule : rules) {
    CHECK_MESSAGE(names.insert(id_of(*rule)).second, id_of(*rule));
    for (const std::string_view former : rule->former_ids)
      CHECK_MESSAGE(names.insert(std::string(former)).second, former);
  }
}

TEST_CASE("a rule has the name of its file") {
  for (const Rule* rule : all_rules()) {
    CHECK_MESSAGE(is_kebab_case(rule->id), id_of(*rule));
    CHECK_MESSAGE(file_exists(std::string(MOUNTLINT_SOURCE_DIR) + "/rules/" + id_of(*rule) + ".cpp"), id_of(*rule));
  }
}

TEST_CASE("a rule says all about itself") {
  for (const Rule* rule : all_rules()) {
    CAPTURE(id_of(*rule));
    const std::string_view summary = rule->summary, why = rule->why;
    CHECK(!summary.empty());
    CHECK(summary.find('\n') == std::string_view::npos);
    CHECK(!summary.ends_with("."));
    CHECK(!begins_like_a_sentence(summary));
    CHECK(summary.size() <= 100);
    CHECK(why.size() > 80);
    const bool about_suppressions = id_of(*rule).ends_with("-suppression");
    CHECK((about_suppressions || rule->references.count > 0));
    for (const std::string_view url : rule->references) CHECK_MESSAGE(url.starts_with("https://"), url);
  }
}

TEST_CASE("the bad example of a rule is found, the good one is not") {
  for (const Rule* rule : all_rules()) {
    CAPTURE(id_of(*rule));
    const Report bad = lint_example(*rule, rule->bad), good = lint_example(*rule, rule->good);
    CHECK(count_of(bad, *rule) > 0);
    CHECK(count_of(good, *rule) == 0);
    CHECK_MESSAGE(syntax_errors(bad, *rule).empty(), syntax_errors(bad, *rule));
    CHECK_MESSAGE(syntax_errors(good, *rule).empty(), syntax_errors(good, *rule));
  }
}

TEST_CASE("a rule has a case that it finds and one that it leaves alone") {
  for (const Rule* rule : all_rules()) {
    CAPTURE(id_of(*rule));
    const std::vector<Fixture> fixtures = fixtures_of(id_of(*rule));
    const auto found = [&](const Fixture& fixture) { return expects(fixture, rule->id); };
    CHECK(std::any_of(fixtures.begin(), fixtures.end(), found));
    CHECK(!std::all_of(fixtures.begin(), fixtures.end(), found));
  }
}

TEST_CASE("every folder of fixtures belongs to a rule") {
  for (const std::string& folder : fixture_folders()) CHECK_MESSAGE(all_rules().find(folder) != nullptr, folder);
}

}  // namespace mountlint::test
