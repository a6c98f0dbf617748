// Files are shown as people named them, but compared (ignored? excluded? whose config?) by absolute paths: only these
// say what lies below what.
#include "linter/paths.h"

namespace mountlint {

WorkingDirectory::WorkingDirectory(const FileSystem& files) : directory_(files.canonical(".")) {
  if (!directory_.starts_with('/')) directory_ = ".";
}

std::string WorkingDirectory::absolute(std::string_view path) const { return join_path(directory_, path); }

std::string WorkingDirectory::shown(std::string_view path) const {
  const std::string whole = absolute(path);
  const std::optional<std::string> below = path_below(whole, directory_);
  return below ? *below : clean_path(path);
}

std::optional<std::string> path_below(std::string_view path, std::string_view directory) {
  if (path == directory) return ".";
  if (!is_within(path, directory)) return std::nullopt;
  if (directory == ".") return std::string(path);
  return std::string(path.substr(directory.size() + !directory.ends_with('/')));
}

std::vector<std::string> with_parents(std::string_view directory) {
  std::vector<std::string> out = {std::string(directory)};
  while (out.back() != "/" && out.back() != "." && !out.back().ends_with(".."))
    out.emplace_back(directory_of(out.back()));
  return out;
}

std::string common_directory(std::string_view a, std::string_view b) {
  for (std::string& directory : with_parents(a))
    if (is_within(b, directory)) return std::move(directory);
  return std::string(a);
}

}  // namespace mountlint
