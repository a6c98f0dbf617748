// The pages and tables about rules are printed from the rules and committed. This test keeps them current; with
// UPDATE=1 in the environment it writes them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "linter/explain.h"
#include "rules/rules.h"
#include "tests/support/fixture.h"

namespace mountlint::test {
namespace {

constexpr std::string_view begin_mark = "<!-- rules begin -->\n", end_mark = "<!-- rules end -->";

std::string path_of(const std::string& path) { return std::string(MOUNTLINT_SOURCE_DIR) + "/" + path; }

bool updates() { return std::getenv("UPDATE") != nullptr; }

void write(const std::string& path, const std::string& text) { std::ofstream(path_of(path), std::ios::binary) << text; }

void check_text(const std::string& path, const std::string& expected) {
  if (updates() && read_file(path_of(path)) != expected) write(path, expected);
  CHECK_MESSAGE(read_file(path_of(path)) == expected, path << " is out of date: run docs_test with UPDATE=1");
}

// The text with what stands between the marks replaced. Empty without marks.
std::string with_table(const std::string& text, const std::string& table) {
  const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
  if (begin == std::string::npos || end == std::string::npos || end < begin) return "";
  return text.substr(0, begin + begin_mark.size()) + table + text.substr(end);
}

void check_table(const std::string& path, std::string_view pages) {
  const std::string expected = with_table(read_file(path_of(path)), rule_table(all_rules(), pages));
  REQUIRE_MESSAGE(!expected.empty(), path << " has no table of rules: it needs the two marks");
  check_text(path, expected);
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
  check_table("rules/README.md", "docs/");
  check_table("README.md", "rules/docs/");
}

}  // namespace mountlint::test
