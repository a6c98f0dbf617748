// Compose projects: the whole lint, in memory; and each file's tree by itself is held against its bytes. Seeds are real
// files, and generated projects of several files that combine what real ones seldom do.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "tests/fuzz/bundle.h"
#include "tests/fuzz/hostile_compose.h"
#include "tests/fuzz/lint_check.h"
#include "tests/fuzz/target.h"
#include "tests/generate/render.h"
#include "tests/parsers/yaml_support.h"

namespace mountlint::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_tree = 1 << 20;  // of larger files the walk says nothing new

// Indicators, what ends and indents lines, tags and keys that act on others, and what variables are written with.
std::vector<std::string> hostile_pieces() {
  std::vector<std::string> out = {
      "\x1A",       "\r",     "\n",      "\t",    "\x85",      "\xA0",      "\xEF\xBB\xBF", "\xFF",
      "---",        "...",    "\n---\n", "<<: ",  "<<: *a",    "&a ",       "*a",           "!reset ",
      "!override ", "!!str ", "${",      "${X:-", "}",         "$X",        "$$",           "- ",
      ": ",         "? ",     "|",       ">-\n",  "include: ", "extends: ", "services:\n",  "volumes: ",
      "x-a: ",      "\n  ",   "null",    "~",     "{}",        "[]"};
  out.emplace_back(1, '\0');
  for (const char c : std::string_view("\\`'\"<>#=,:/{}[]&*!%@|-?")) out.emplace_back(1, c);
  return out;
}

bool is_yaml(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".yml") || name.ends_with(".yaml") || name.ends_with(".project");
}

std::vector<Seed> generated() {
  std::vector<Seed> out;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const generate::Rendered project = generate::write_split(generate::make_project(seed));
    out.push_back(
        {fmt::format("generated project {}", seed), pack(project.files(generate::Chooser(seed)), project.set)});
  }
  return out;
}

std::string wrong_tree(const Bundle& bundle) {
  for (const std::string& path : bundle.paths) {
    const Result<std::string> text = bundle.files.read(path, largest_tree);
    if (!text || path.ends_with(".env")) continue;
    const yaml::File file = yaml::parse(std::make_shared<SourceFile>(FileId{0}, path, *text));
    const yaml::Invariants invariants(file);
    if (!invariants.complaints().empty()) return path + ": " + invariants.complaints();
  }
  return {};
}

std::string check(const std::string& text, std::size_t& findings) {
  const Bundle bundle = unpack(text);
  const Checked checked = check_lint(bundle.files, bundle.set);
  findings += checked.findings;
  return checked.wrong.empty() ? wrong_tree(bundle) : checked.wrong;
}

}  // namespace

Target compose_target(const std::vector<std::string>& paths) {
  const std::string corpus = "../shared/corpus/";
  Target target{.name = "compose projects", .file_name = "project", .hostile = hostile_pieces(), .check = check};
  if (!paths.empty()) {
    target.seeds = seeds_below(paths, is_yaml);
    target.seeds_from = "what was named";
    return target;
  }
  target.named = hostile_projects();
  target.seeds_from = "the corpus of real files and the generator";
  target.seeds = seeds_below({corpus + "compose", corpus + "pairs"}, is_yaml);
  if (target.seeds.empty()) {
    target.seeds = seeds_below({"tests/fixtures", "tests/conformance/compose/cases"}, is_yaml);
    target.seeds_from = "the project's own tests and the generator, as NO CORPUS lies at ../shared/corpus";
  }
  std::ranges::move(generated(), std::back_inserter(target.seeds));
  return target;
}

}  // namespace mountlint::fuzz
