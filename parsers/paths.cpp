// Paths as text: joined and cleaned like Go's path.Clean, since BuildKit and Compose clean them so.
#include "parsers/filesystem.h"

#include <algorithm>

namespace mountlint {

namespace {

// Drops the last component of `out`, which never holds a trailing slash.
void pop_component(std::string& out, std::size_t root) {
  const std::size_t slash = out.rfind('/');
  out.resize(slash == std::string::npos || slash < root ? root : slash);
}

// True if the last component of `out` can be taken back by `..`.
bool can_pop(const std::string& out, std::size_t root) {
  if (out.size() <= root) return false;
  const std::string_view last = file_name(out);
  return last != "..";
}

}  // namespace

std::string clean_path(std::string_view path) {
  const bool absolute = path.starts_with('/');
  const std::size_t root = absolute ? 1 : 0;
  std::string out(root, '/');
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && can_pop(out, root)) {
      pop_component(out, root);
      continue;
    }
    if (part == ".." && absolute) continue;
    if (out.size() > root) out += '/';
    out += part;
  }
  return out.empty() ? "." : out;
}

std::string join_path(std::string_view base, std::string_view path) {
  if (path.starts_with('/') || base.empty()) return clean_path(path);
  return clean_path(std::string(base) + "/" + std::string(path));
}

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_within(std::string_view path, std::string_view directory) {
  if (directory == "." && !path.starts_with('/')) return path != ".." && !path.starts_with("../");
  if (!path.starts_with(directory)) return false;
  return path.size() == directory.size() || directory.ends_with('/') || path[directory.size()] == '/';
}

}  // namespace mountlint
