// The pages and tables about rules are printed from the rules and committed. This test keeps them current; with
// UPDATE=1 in the environment it writes them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "linter/explain.h"
#include "linter/lint.h"
#include "linter/report/mounts.h"
#include "linter/report/report.h"
#include "rules/rules.h"
#include "tests/support/fixture.h"

namespace mountlint::test {
namespace {

std::string path_of(const std::string& path) { return std::string(MOUNTLINT_SOURCE_DIR) + "/" + path; }

bool updates() { return std::getenv("UPDATE") != nullptr; }

void write(const std::string& path, const std::string& text) { std::ofstream(path_of(path), std::ios::binary) << text; }

void check_text(const std::string& path, const std::string& expected) {
  if (updates() && read_file(path_of(path)) != expected) write(path, expected);
  CHECK_MESSAGE(read_file(path_of(path)) == expected, path << " is out of date: run docs_test with UPDATE=1");
}

// The text with what stands between the marks `<!-- name begin -->` and `<!-- name end -->` replaced. Empty without
// marks.
std::string with_section(const std::string& text, const std::string& name, const std::string& content) {
  const std::string begin_mark = "<!-- " + name + " begin -->\n", end_mark = "<!-- " + name + " end -->";
  const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
  if (begin == std::string::npos || end == std::string::npos || end < begin) return "";
  return text.substr(0, begin + begin_mark.size()) + content + text.substr(end);
}

void check_section(const std::string& path, const std::string& name, const std::string& content) {
  const std::string expected = with_section(read_file(path_of(path)), name, content);
  REQUIRE_MESSAGE(!expected.empty(), path << " has no section " << name << ": it needs the two marks");
  check_text(path, expected);
}

// What the program really says of the example, for three of its mistakes.
std::string example_output() {
  LintOptions options;
  options.paths = {"examples/shop"};
  options.selection.select = {"postgres-data-path", "bind-hides-dependencies", "unknown-mount-option"};
  options.isolated = true;
  const auto files = disk();
  std::string out = report::text(lint(options, *files, all_rules()), {});
  while (out.ends_with('\n')) out.pop_back();
  return "```console\n$ mountlint examples/shop\n" + out + "\n```\n";
}

std::string example_mounts() {
  LintOptions options;
  options.paths = {"examples/shop"};
  options.isolated = true;
  const auto files = disk();
  const std::string out = report::mounts_text(list_mounts(options, *files, all_rules()), {});
  const std::size_t third = out.find("\n  cache");
  return "```console\n$ mountlint mounts examples/shop\n" + out.substr(0, third) + "\n  ...\n```\n";
}

}  // namespace

TEST_CASE("each rule has its page") {
  for (const Rule* rule : all_rules()) {
    check_text("rules/docs/" + std::string(std::string_view(rule->id)) + ".md", rule_page(*rule));
  }
}

TEST_CASE("each page has its rule") {
  for (const auto& entry : std::filesystem::directory_iterator(path_of("rules/docs"))) {
    const std::string id = entry.path().stem().string();
    if (updates() && !all_rules().find(id)) std::filesystem::remove(entry.path());
    CHECK_MESSAGE((!file_exists(entry.path().string()) || all_rules().find(id)), id);
  }
}

TEST_CASE("tables of rules are current") {
  check_section("rules/README.md", "rules", rule_table(all_rules(), "docs/"));
  check_section("README.md", "rules", rule_table(all_rules(), "rules/docs/"));
}

TEST_CASE("the example in the README is what the program says") {
  check_section("README.md", "example", example_output());
}

TEST_CASE("the mounts in the README are what the program says") {
  check_section("README.md", "mounts", example_mounts());
}

}  // namespace mountlint::test
