// What has to hold when a folder in memory is linted, whatever lies in it.
#pragma once

#include <string>
#include <vector>

#include "parsers/filesystem.h"

namespace mountlint::fuzz {

struct Checked {
  std::string wrong;  // empty if nothing is
  std::size_t findings = 0;
  std::size_t files_linted = 0;
};

// Lints with every rule, one thread: all of `/`, or the project that `set` names. Every place lies in its file, every
// writer writes, and fixes lead to a text that has none left to apply.
Checked check_lint(const MemoryFileSystem& files, const std::vector<std::string>& set);

}  // namespace mountlint::fuzz
