// Which compose files are loaded together, as Compose finds them when no `-f` is given (compose-go cli/options.go): the
// first base name that exists, and the first override name; any override goes with any base. COMPOSE_FILE in `.env`
// takes their place.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "linter/discover.h"

namespace mountlint {
namespace {

constexpr std::string_view bases[] = {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"};
constexpr std::string_view overrides[] = {"compose.override.yml", "compose.override.yaml",
                                          "docker-compose.override.yml", "docker-compose.override.yaml"};

using Exists = std::function<bool(const std::string&)>;

template <class Names>
std::optional<std::string> first_of(const Names& names, const std::string& directory, const Exists& exists) {
  for (const std::string_view name : names)
    if (std::string path = join_path(directory, name); exists(path)) return path;
  return std::nullopt;
}

// The files of one directory.
void group(const std::string& directory, const std::vector<std::string>& found, const Exists& exists,
           std::vector<compose::FileSet>& out) {
  const auto is_found = [&](const std::string& path) { return std::ranges::find(found, path) != found.end(); };
  const auto base = first_of(bases, directory, exists), override_file = first_of(overrides, directory, exists);
  const bool paired = base && override_file && (is_found(*base) || is_found(*override_file));
  if (paired) out.push_back({{*base, *override_file}});
  for (const std::string& path : found)
    if (!paired || (path != *base && path != *override_file)) out.push_back({{path}});
}

using Paths = std::vector<std::string>;
using ByDirectory = std::map<std::string, Paths, std::less<>>;

ByDirectory by_directory(const Paths& found) {
  ByDirectory out;
  for (const std::string& path : found) out[std::string(directory_of(path))].push_back(path);
  return out;
}

// The sets that `.env` names; their files are taken out of `found`, and their directories are told.
std::vector<compose::FileSet> named_sets(Paths& found, const FilesOfVariable& by_variable,
                                         std::set<std::string>& named) {
  std::vector<compose::FileSet> out;
  for (const auto& [directory, files] : by_directory(found)) {
    std::optional<compose::FileSet> set = by_variable(directory);
    const auto is_found = [&](const std::string& path) { return std::ranges::binary_search(found, path); };
    if (!set || std::ranges::none_of(set->files, is_found)) continue;
    named.insert(directory);
    out.push_back(std::move(*set));
  }
  for (const compose::FileSet& set : out)
    std::erase_if(found, [&](const std::string& path) { return std::ranges::count(set.files, path) > 0; });
  return out;
}

}  // namespace

std::vector<compose::FileSet> group_file_sets(const std::vector<std::string>& all, const Exists& exists,
                                              const FilesOfVariable& by_variable) {
  Paths found = all;
  std::set<std::string> named;
  std::vector<compose::FileSet> out;
  if (by_variable) out = named_sets(found, by_variable, named);
  for (const auto& [directory, files] : by_directory(found)) {
    if (!named.contains(directory)) group(directory, files, exists, out);
    if (named.contains(directory))
      for (const std::string& path : files) out.push_back({{path}});
  }
  std::ranges::sort(out, {}, [](const compose::FileSet& set) { return set.files.front(); });
  return out;
}

}  // namespace mountlint
