// Does a directory of the host hold modules of npm that belong to the project?
#pragma once

#include <string>

#include "parsers/filesystem.h"

namespace mountlint {

// True if `directory` (clean) has a `node_modules` that no .gitignore of it, or of a directory above it in the same
// repository, matches.
bool has_tracked_modules(const FileSystem& files, const std::string& directory);

}  // namespace mountlint
