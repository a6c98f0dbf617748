// Dockerfiles: the whole lint, in memory. Beside the damaged file lies a compose file that builds it, so that the model
// joins both; every rule runs, every writer writes, every fix is applied, and the places in the tree are held against
// the bytes.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "parsers/dockerfile/ast.h"
#include "tests/fuzz/lint_check.h"
#include "tests/fuzz/target.h"
#include "tests/parsers/dockerfile_inspector.h"

namespace mountlint::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view compose = R"(services:
  app:
    build: {context: ., args: {VERSION: "1", DIR: /srv}}
    volumes: [data:/data, ./src:/app]
volumes: {data: {}}
)";

// NUL, the character that stands for what is unknown, bytes that are blanks to Go in one place and letters in another,
// and what the language quotes, joins, expands and nests with.
std::vector<std::string> hostile_pieces() {
  std::vector<std::string> out = {"\x1A",         "\r",       "\n", "\t",   "\x85", "\xA0",
                                  "\xEF\xBB\xBF", "\xC3\xA9", "<<", "<<-E", "--"};
  out.emplace_back(1, '\0');
  for (const char c : std::string_view("\\`'\"<$#=,:/{}[]")) out.emplace_back(1, c);
  return out;
}

bool is_dockerfile(const fs::path& path) {
  std::string name = path.filename().string();
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  // Templates have any name; the other folders hold other files, too.
  if (path.string().find("/templates/") != std::string::npos) return true;
  const bool named = name.find("dockerfile") != std::string::npos || name.find("containerfile") != std::string::npos;
  return named && !name.ends_with(".dockerignore");
}

std::string wrong_tree(const std::string& text) {
  const dockerfile::File file = dockerfile::parse(std::make_shared<SourceFile>(FileId{0}, "Dockerfile", text));
  dockerfile::Inspector inspector(file);
  return inspector.inspect() == 0 ? "" : inspector.first();
}

std::string check(const std::string& text, std::size_t& findings) {
  MemoryFileSystem files;
  files.add("/Dockerfile", text);
  files.add("/compose.yaml", std::string(compose));
  const Checked checked = check_lint(files, {});
  findings += checked.findings;
  if (!checked.wrong.empty()) return checked.wrong;
  if (checked.files_linted != 2) return fmt::format("{} files linted instead of two", checked.files_linted);
  return wrong_tree(text);
}

}  // namespace

Target dockerfile_target(const std::vector<std::string>& paths) {
  const std::string corpus = "../shared/corpus/";
  Target target{.name = "Dockerfiles", .file_name = "Dockerfile", .hostile = hostile_pieces(), .check = check};
  if (!paths.empty()) {
    target.seeds = seeds_below(paths, is_dockerfile);
    target.seeds_from = "what was named";
    return target;
  }
  target.seeds = seeds_below({corpus + "dockerfiles", corpus + "pairs", corpus + "templates"}, is_dockerfile);
  target.seeds_from = "the corpus of real files";
  if (!target.seeds.empty()) return target;
  target.seeds = seeds_below({"tests/fixtures", "tests/conformance/dockerfile/cases"}, is_dockerfile);
  target.seeds_from = "the project's own tests, as NO CORPUS lies at ../shared/corpus";
  return target;
}

}  // namespace mountlint::fuzz
