// Which paths git ignores: the .gitignore files from the root of the repository down to a directory.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "parsers/filesystem.h"
#include "parsers/ignore_file.h"

namespace mountlint {

// The ignore files that act in one directory, innermost first. Shared by the directories below it.
struct IgnoreChain {
  IgnoreFile file;
  std::shared_ptr<const IgnoreChain> outer;
};
using IgnoreChainPtr = std::shared_ptr<const IgnoreChain>;

// The chain above `directory` (absolute), its own file left out: from the root of its repository on. Without a
// repository nothing above it counts.
IgnoreChainPtr ignored_above(const FileSystem& files, const std::string& directory);

// The chain in `directory`: `outer` and its own .gitignore. A repository begins anew, whatever lies around it.
IgnoreChainPtr ignored_in(const FileSystem& files, const std::string& directory, IgnoreChainPtr outer);

// Git looks at the nearest file that has a matching pattern.
bool is_ignored(const IgnoreChain* chain, std::string_view path, bool is_directory);

}  // namespace mountlint
