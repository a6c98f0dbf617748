// Dockerfiles: the whole lint, in memory. Beside the damaged file lies a compose file that builds it, so that the model
// joins both; every rule runs, every writer writes, every fix is applied, and the places in the tree are held against
// the bytes.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "linter/fix.h"
#include "linter/report/report.h"
#include "parsers/dockerfile/ast.h"
#include "rules/rules.h"
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

bool is_dockerfile(const fs::path& path, const std::string& root) {
  std::string name = path.filename().string();
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  // Templates have any name; the other folders hold other files, too.
  if (root.ends_with("templates")) return true;
  const bool named = name.find("dockerfile") != std::string::npos || name.find("containerfile") != std::string::npos;
  return named && !name.ends_with(".dockerignore");
}

void add_seeds(const std::string& root, std::vector<Seed>& out) {
  std::error_code ignored;
  if (fs::is_regular_file(root, ignored)) return out.push_back({root, read_file(root)});
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator at(root, ignored), end; at != end; at.increment(ignored))
    if (at->is_regular_file(ignored) && is_dockerfile(at->path(), root)) paths.push_back(at->path().string());
  std::ranges::sort(paths);
  for (const std::string& path : paths) out.push_back({path, read_file(path)});
}

std::vector<Seed> seeds_below(const std::vector<std::string>& roots) {
  std::vector<Seed> out;
  for (const std::string& root : roots) add_seeds(root, out);
  return out;
}

bool lies_in_its_file(const Report& report, const Span& span) {
  if (static_cast<std::size_t>(span.file) >= report.sources.size()) return false;
  return span.begin <= span.end && span.end <= report.source(span).text().size();
}

std::string wrong_place(const Report& report) {
  const auto wrong = [&](const Finding& finding, const Span& span, std::string_view what) -> std::string {
    if (lies_in_its_file(report, span)) return {};
    return fmt::format("{}: {} at {}-{} lies in no file", std::string_view(finding.rule->id), what, span.begin,
                       span.end);
  };
  for (const Finding& finding : report.findings) {
    std::string what = wrong(finding, finding.span, "finding");
    for (const Note& note : finding.notes)
      if (what.empty() && note.span.valid()) what = wrong(finding, note.span, "note");
    if (finding.fix)
      for (const Edit& edit : finding.fix->edits)
        if (what.empty()) what = wrong(finding, edit.span, "edit");
    if (!what.empty()) return what;
  }
  return {};
}

// What they write is the business of their own tests.
void use_everything(const Report& report) {
  for (auto* writer : {report::text, report::concise, report::json, report::github, report::sarif}) writer(report, {});
  for (const SourcePtr& source : report.sources) apply_fixes(report, source->id(), Applicability::unsafe);
}

std::string wrong_tree(const std::string& text) {
  const dockerfile::File file = dockerfile::parse(std::make_shared<SourceFile>(FileId{0}, "Dockerfile", text));
  dockerfile::Inspector inspector(file);
  return inspector.inspect() == 0 ? "" : inspector.first();
}

LintOptions options() {
  LintOptions out;
  out.paths = {"/"};
  out.threads = 1;
  for (const Rule* rule : all_rules()) out.selection.select.emplace_back(std::string_view(rule->id));
  return out;
}

std::string check(const std::string& text, std::size_t& findings) {
  MemoryFileSystem files;
  files.add("/Dockerfile", text);
  files.add("/compose.yaml", std::string(compose));
  const Report report = lint(options(), files, all_rules());
  findings += report.findings.size();
  if (report.files_linted != 2) return fmt::format("{} files linted instead of two", report.files_linted);
  std::string wrong = wrong_place(report);
  if (!wrong.empty()) return wrong;
  use_everything(report);
  return wrong_tree(text);
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

Target dockerfile_target(const std::vector<std::string>& paths) {
  const std::string corpus = "../shared/corpus/";
  Target target{.file_name = "Dockerfile", .seeds_from = "", .seeds = {}, .hostile = hostile_pieces(), .check = check};
  if (!paths.empty()) {
    target.seeds = seeds_below(paths);
    target.seeds_from = "what was named";
    return target;
  }
  target.seeds = seeds_below({corpus + "dockerfiles", corpus + "pairs", corpus + "templates"});
  target.seeds_from = "the corpus of real files";
  if (!target.seeds.empty()) return target;
  target.seeds = seeds_below({"tests/fixtures", "tests/conformance/dockerfile/cases"});
  target.seeds_from = "the project's own tests, as NO CORPUS lies at ../shared/corpus";
  return target;
}

}  // namespace mountlint::fuzz
