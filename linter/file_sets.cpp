// Which compose files are loaded together, as Compose finds them when no `-f` is given (compose-go cli/options.go): the
// first base name that exists, and the first override name; any override goes with any base.
#include <algorithm>
#include <map>
#include <optional>

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

}  // namespace

std::vector<compose::FileSet> group_file_sets(const std::vector<std::string>& found, const Exists& exists) {
  std::map<std::string, std::vector<std::string>, std::less<>> by_directory;
  for (const std::string& path : found) by_directory[std::string(directory_of(path))].push_back(path);
  std::vector<compose::FileSet> out;
  for (const auto& [directory, files] : by_directory) group(directory, files, exists, out);
  std::ranges::sort(out, {}, [](const compose::FileSet& set) { return set.files.front(); });
  return out;
}

}  // namespace mountlint
