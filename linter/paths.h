// The working directory: how paths are shown, and how they are compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/filesystem.h"

namespace mountlint {

class WorkingDirectory {
 public:
  explicit WorkingDirectory(const FileSystem& files);

  // Absolute and clean. A file system in memory has no working directory: there a relative path stays relative.
  std::string absolute(std::string_view path) const;
  // Relative to the working directory where it lies below it, else as given; clean.
  std::string shown(std::string_view path) const;

 private:
  std::string directory_;
};

// The rest of `path` below `directory`; empty optional if it lies elsewhere. Both are absolute (or both relative).
std::optional<std::string> path_below(std::string_view path, std::string_view directory);

// `directory` and all above it, nearest first.
std::vector<std::string> with_parents(std::string_view directory);

// The deepest directory that holds both.
std::string common_directory(std::string_view a, std::string_view b);

}  // namespace mountlint
