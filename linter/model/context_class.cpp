// Tests, samples and CI lose data on purpose. A folder says so by a word of its name, but not against a service that is
// restarted for ever; a file name, a profile, the service's own name or `x-ephemeral` say so for certain.
#include "linter/model/context_class.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

// The words of a name, in lower case: letters and digits between everything else.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view word) {
  return std::ranges::count(list, word) > 0;
}

// Short words must stand alone: `ci` is in `city`, `spec` in `special`.
bool is_lab_word(std::string_view word) {
  // A vulnerability that is set up to be tried out: `CVE-2021-28169`.
  constexpr std::string_view alone[] = {"ci", "e2e", "spec", "specs", "demos", "cve", "cnvd"};
  constexpr std::string_view stems[] = {"test",  "fixture",    "sample",     "demo",
                                        "bench", "playground", "quickstart", "tutorial"};
  constexpr std::string_view others[] = {"latest", "contest", "attest", "testimonials", "democracy"};
  if (contains(alone, word)) return true;
  if (contains(others, word)) return false;
  for (const std::string_view stem : stems) {
    const bool plural =
        word.size() > stem.size() && word.ends_with('s') && word.substr(0, word.size() - 1).ends_with(stem);
    const bool tester = word.ends_with("tester") || word.ends_with("testing");
    if (word.starts_with(stem) || word.ends_with(stem) || plural || tester) return true;
  }
  return false;
}

std::string_view below_root(std::string_view directory, std::string_view root) {
  if (root.empty() || root == ".") return directory.starts_with('/') ? std::string_view() : directory;
  if (!is_within(directory, root)) return {};
  directory.remove_prefix(std::min(root.size(), directory.size()));
  return directory;
}

bool has_restart(const Project& project) {
  return std::ranges::any_of(project.containers, [](const auto& container) { return container->restart.has_value(); });
}

bool file_name_says(const Project& project, std::initializer_list<std::string_view> wanted) {
  for (const std::string& word : words_of(file_name(project.path)))
    if (std::ranges::count(wanted, std::string_view(word)) > 0) return true;
  return false;
}

bool is_lab_profile(const compose::Value& profile) {
  constexpr std::string_view names[] = {"test", "tests", "testing", "ci", "e2e", "dev-tools", "demo"};
  const std::optional<std::string_view> name = profile.text.known();
  return name && contains(names, *name);
}

bool is_ephemeral(const Container& container) {
  return container.service->ephemeral == compose::Flag::yes || container.project->file->ephemeral == compose::Flag::yes;
}

bool service_says_lab(const Container& container) {
  const std::string_view name = container.name;
  return is_ephemeral(container) || container.one_shot || name.ends_with("-test") || name.ends_with("_test") ||
         std::ranges::any_of(container.profiles, is_lab_profile);
}

}  // namespace

PathContext path_context(const Project& project, const std::string& root) {
  PathContext context;
  bool example = false;
  for (const std::string& word : words_of(below_root(directory_of(project.path), root))) {
    context.lab |= is_lab_word(word);
    example |= word == "example" || word == "examples";
  }
  context.lab |= example && !has_restart(project);
  context.lab_file = file_name_says(project, {"test", "tests", "testing", "ci", "e2e", "dev"});
  context.production = file_name_says(project, {"prod", "production"});
  return context;
}

ContextClass context_of(const Container& container, const PathContext& path) {
  if (service_says_lab(container) || path.lab_file) return ContextClass::lab;
  if (path.production) return ContextClass::production;
  return path.lab && !container.restarts ? ContextClass::lab : ContextClass::normal;
}

}  // namespace mountlint
