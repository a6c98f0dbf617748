// Whole runs without rules: what is read, what is an error, what is counted.
#include <doctest/doctest.h>

#include "linter/lint.h"

using namespace mountlint;

namespace {

constexpr const char* compose_text = "services:\n  a:\n    image: x\n";

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

Report run(const MemoryFileSystem& files, LintOptions options) { return lint(options, files, RuleList{}); }

}  // namespace

TEST_CASE("nothing to lint") {
  MemoryFileSystem files;
  files.add("/r/README.md", "");
  const Report report = run(files, {{"/r"}});
  CHECK(report.files_linted == 0);
  CHECK(report.errors.empty());
}

TEST_CASE("what cannot be read is an error, once, and the rest is linted") {
  MemoryFileSystem files;
  files.add("/r/compose.yaml", compose_text);
  files.add_unreadable("/r/Dockerfile");
  const Report report = run(files, {{"/r/Dockerfile", "/r", "/none"}});
  CHECK(joined(report.errors) == "/none: No such file or directory\n/r/Dockerfile: Permission denied\n");
  CHECK(report.files_linted >= 1);
}

TEST_CASE("mistakes in configs and selections are errors") {
  MemoryFileSystem files;
  files.add("/r/compose.yaml", compose_text);
  files.add("/r/.mountlint.yaml", "exclud: []\n");
  LintOptions options{{"/r"}};
  options.selection.select = {"nonsense"};
  CHECK(joined(run(files, options).errors) ==
        "rule `nonsense` is unknown\n/r/.mountlint.yaml:1:1: key `exclud` is unknown; did you mean `exclude`?\n");
}

TEST_CASE("a file that is too large is an error") {
  MemoryFileSystem files;
  files.add("/r/compose.yaml", compose_text);
  LintOptions options{{"/r"}};
  options.max_file_size = 10;
  CHECK(joined(run(files, options).errors) == "/r/compose.yaml: larger than 10 bytes (see --max-file-size)\n");
}

TEST_CASE("standard input stands for a file") {
  MemoryFileSystem files;
  files.add("/r/compose.yaml", "services: {a: {image: old}}\n");
  LintOptions options{{"/r/compose.yaml"}};
  options.stdin_name = "/r/compose.yaml";
  options.stdin_text = compose_text;
  const Report report = run(files, options);
  CHECK(report.errors.empty());
  CHECK(report.files_linted == 1);
  REQUIRE(report.sources.size() >= 1);
  CHECK(report.sources[0]->text() == compose_text);
  options.stdin_name = "/new/Dockerfile";
  options.paths = {"/new/Dockerfile"};
  options.stdin_text = "FROM x\n";
  CHECK(run(files, options).files_linted == 1);
}

TEST_CASE("the list of files alone") {
  MemoryFileSystem files;
  files.add("/r/compose.yaml", compose_text);
  files.add("/r/x/Dockerfile", "FROM x\n");
  const Report report = find_files({{"/r"}, {"x"}}, files, RuleList{});
  CHECK(report.files.size() == 2);
  CHECK(report.files_linted == 2);  // `--exclude x` is relative to the working directory, not to `/r`
  CHECK(report.files[1].path == "/r/x/Dockerfile");
}
