// compose-go makes every host path absolute; the answers were made relative again, to be the same everywhere.
#include "tests/conformance/compose_paths.h"

#include "parsers/filesystem.h"

namespace mountlint::conformance {

namespace {

bool is_windows_path(std::string_view path) {
  const bool drive = path.size() > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
  return drive || path.starts_with("\\\\");
}

bool is_plain(std::string_view path) {
  return !path.starts_with('~') && !path.starts_with('/') && !is_windows_path(path);
}

std::string below_folder(std::string_view path) {
  const std::string clean = clean_path(path);
  if (clean.starts_with('/')) return clean;
  return clean == "." || clean == ".." || clean.starts_with("../") ? clean : "./" + clean;
}

}  // namespace

std::string relative_path(const std::string& path, std::string folder) {
  std::string up;
  for (; !is_within(path, folder); folder = directory_of(folder)) up += "../";
  if (folder == "/") return path;
  return up + (path.size() > folder.size() ? path.substr(folder.size() + 1) : "");
}

std::string host_path(std::string_view path) {
  if (path.starts_with('~')) {
    const std::string rest = clean_path("/" + std::string(path.substr(1)));
    return rest == "/" ? "~" : "~" + rest;
  }
  return is_plain(path) ? below_folder(path) : std::string(path);
}

std::string host_path(const compose::File& file, std::string_view path, const Place& place, const std::string& folder) {
  return is_plain(path) ? unix_path(file, path, place, folder) : host_path(path);
}

std::string unix_path(const compose::File& file, std::string_view path, const Place& place, const std::string& folder) {
  if (path.starts_with('~') || path.starts_with('/')) return host_path(path);
  return below_folder(relative_path(join_path(join_path(folder, file.directory_for(place)), path), folder));
}

}  // namespace mountlint::conformance
