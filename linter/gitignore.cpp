// .gitignore files are read once per directory of a walk. They are no sources: nothing is ever reported in them, so
// they are read directly; one that cannot be read ignores nothing.
#include "linter/gitignore.h"

#include <vector>

#include "linter/paths.h"

namespace mountlint {
namespace {

constexpr std::uint64_t largest_ignore_file = 4u << 20;

bool is_repository(const FileSystem& files, const std::string& directory) {
  return files.kind(join_path(directory, ".git")) != FileKind::missing;
}

IgnoreChainPtr add(const FileSystem& files, const std::string& directory, const char* name, IgnoreChainPtr outer) {
  const std::string path = join_path(directory, name);
  if (files.kind(path) != FileKind::file) return outer;
  const Result<std::string> text = files.read(path, largest_ignore_file);
  if (!text) return outer;
  return std::make_shared<const IgnoreChain>(IgnoreChain{IgnoreFile(directory, *text), std::move(outer)});
}

}  // namespace

IgnoreChainPtr ignored_in(const FileSystem& files, const std::string& directory, IgnoreChainPtr outer) {
  if (is_repository(files, directory)) outer = add(files, directory, ".git/info/exclude", nullptr);
  return add(files, directory, ".gitignore", std::move(outer));
}

IgnoreChainPtr ignored_above(const FileSystem& files, const std::string& directory) {
  const std::vector<std::string> parents = with_parents(directory);
  std::size_t root = 0;
  while (root < parents.size() && !is_repository(files, parents[root])) ++root;
  if (root == parents.size()) return nullptr;
  IgnoreChainPtr chain;
  for (std::size_t i = root; i > 0; --i) chain = ignored_in(files, parents[i], std::move(chain));
  return chain;
}

bool is_ignored(const IgnoreChain* chain, std::string_view path, bool is_directory) {
  for (; chain; chain = chain->outer.get()) {
    const IgnoreFile::Match match = chain->file.match(path, is_directory);
    if (match != IgnoreFile::Match::none) return match == IgnoreFile::Match::ignored;
  }
  return false;
}

}  // namespace mountlint
