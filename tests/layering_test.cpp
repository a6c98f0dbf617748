// Who may include whom: parsers <- linter <- rules <- linter/cli and tests. Third-party headers have one place each.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/fixture.h"

namespace mountlint::test {
namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;    // "linter/lint.cpp"
  std::string header;  // as written, without quotes or brackets
};

bool is_source(const fs::path& path) { return path.extension() == ".h" || path.extension() == ".cpp"; }

void add_includes(const std::string& file, std::vector<Include>& out) {
  std::istringstream text(read_file(std::string(MOUNTLINT_SOURCE_DIR) + "/" + file));
  for (std::string line; std::getline(text, line);) {
    if (!line.starts_with("#include ")) continue;
    const std::size_t begin = line.find_first_of("\"<"), end = line.find_last_of("\">");
    if (begin < end && end != std::string::npos) out.push_back({file, line.substr(begin + 1, end - begin - 1)});
  }
}

std::vector<Include> includes_below(const std::string& folder) {
  std::vector<Include> list;
  const fs::path root(MOUNTLINT_SOURCE_DIR);
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
    if (is_source(entry.path())) add_includes(entry.path().lexically_relative(root).generic_string(), list);
  }
  return list;
}

bool begins_with(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

// Headers of ours below one of `folders`; others than these are a fault.
void check_ours(const Include& include, std::initializer_list<std::string_view> folders) {
  if (!begins_with(include.header, {"parsers/", "linter/", "rules/", "tests/"})) return;
  CHECK_MESSAGE(begins_with(include.header, folders), include.file << " includes " << include.header);
}

struct ThirdParty {
  std::string_view header, place;
};

constexpr ThirdParty third_party[] = {
    {"yaml-cpp/", "parsers/yaml/parser.cpp"}, {"re2/", "linter/pattern.cpp"}, {"CLI/", "linter/cli/"},
    {"utf8proc", "linter/report/width.cpp"},  {"doctest/", "tests/"},
};

// Tests and benchmarks may hold what we make of a library against the library itself.
void check_third_party(const Include& include) {
  for (const ThirdParty& one : third_party) {
    if (!include.header.starts_with(one.header) || include.file.starts_with("tests/")) continue;
    CHECK_MESSAGE(include.file.starts_with(one.place), include.file << " includes " << include.header);
  }
  // Tests share what reads answers; for the program a JSON type in a header would reach everywhere.
  if (!include.header.starts_with("nlohmann/") || include.file.starts_with("tests/")) return;
  CHECK_MESSAGE(include.file.ends_with(".cpp"), include.file << " includes " << include.header);
}

}  // namespace

TEST_CASE("parsers know nothing of linter and rules") {
  const std::vector<Include> includes = includes_below("parsers");
  REQUIRE(!includes.empty());
  for (const Include& include : includes) check_ours(include, {"parsers/"});
}

TEST_CASE("the model knows nothing of rules and findings") {
  const std::vector<Include> includes = includes_below("linter/model");
  REQUIRE(!includes.empty());
  // Severity, for the table of host paths.
  for (const Include& include : includes) check_ours(include, {"parsers/", "linter/model/", "linter/finding.h"});
}

TEST_CASE("only the program knows that there are rules") {
  for (const Include& include : includes_below("linter")) {
    if (include.file.starts_with("linter/cli/")) continue;
    check_ours(include, {"parsers/", "linter/"});
    const bool uses_program = include.header.starts_with("linter/cli/");
    CHECK_MESSAGE(!uses_program, include.file << " includes " << include.header);
  }
}

TEST_CASE("a rule sees the model and Findings") {
  const std::vector<Include> includes = includes_below("rules");
  REQUIRE(!includes.empty());
  for (const Include& include : includes) {
    if (include.file.starts_with("rules/support/")) {
      check_ours(include, {"parsers/", "linter/", "rules/support/"});
      CHECK_MESSAGE(!begins_with(include.header, {"linter/cli/", "linter/report/"}), include.file);
    } else {
      check_ours(include, {"linter/rule.h", "rules/support/"});
    }
  }
}

TEST_CASE("third-party headers have one place each") {
  for (const char* folder : {"parsers", "linter", "rules", "tests"}) {
    for (const Include& include : includes_below(folder)) check_third_party(include);
  }
}

}  // namespace mountlint::test
