// A folder as one text, so that it is damaged, kept and named like a single file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "parsers/filesystem.h"

namespace mountlint::fuzz {

// Lines `#==> /path` begin a file; `#==>* /path` begins one that is named, in this order, as part of the project. What
// stands before the first of them is `/compose.yaml`.
struct Bundle {
  MemoryFileSystem files;
  std::vector<std::string> set, paths;
};
Bundle unpack(const std::string& text);

std::string pack(const std::map<std::string, std::string>& files, const std::vector<std::string>& set);

}  // namespace mountlint::fuzz
