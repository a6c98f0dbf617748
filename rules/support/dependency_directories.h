// Names of the directories that package managers fill.
#pragma once

#include <string_view>

namespace mountlint::rules {

// True if the last component is a directory of installed dependencies: `node_modules`, `vendor`, `.venv`, ..
bool is_dependency_directory(std::string_view path);

}  // namespace mountlint::rules
