// Modules that git ignores were made by an installation on the host: a fresh checkout has none, and those that are
// there may be built for another platform. Git is never asked; its files are read.
#include "linter/model/host_modules.h"

#include <optional>

#include "parsers/ignore_file.h"

namespace mountlint {
namespace {

constexpr std::uint64_t ignore_file_limit = 1u << 20;

IgnoreFile::Match match_in(const FileSystem& files, const std::string& directory, const std::string& path) {
  const std::string name = join_path(directory, ".gitignore");
  if (files.kind(name) != FileKind::file) return IgnoreFile::Match::none;
  const Result<std::string> text = files.read(name, ignore_file_limit);
  return text ? IgnoreFile(directory, *text).match(path, true) : IgnoreFile::Match::none;
}

}  // namespace

bool has_tracked_modules(const FileSystem& files, const std::string& directory) {
  const std::string path = join_path(files.canonical(directory), "node_modules");
  if (files.kind(path) != FileKind::directory) return false;
  std::string at(directory_of(path));
  while (true) {
    const IgnoreFile::Match match = match_in(files, at, path);
    if (match != IgnoreFile::Match::none) return match == IgnoreFile::Match::kept;
    const bool is_repository = files.kind(join_path(at, ".git")) != FileKind::missing;
    const std::string above(directory_of(at));
    if (is_repository || above == at || at == ".") return true;
    at = above;
  }
}

}  // namespace mountlint
