// Host paths as the recorded answers write them: `./x` and `../x` count from the folder of the case.
#pragma once

#include <string>
#include <string_view>

#include "parsers/compose/ast.h"

namespace mountlint::conformance {

// `path` as seen from `folder`, both clean and absolute: `x`, `../x`; absolute where they have nothing in common.
std::string relative_path(const std::string& path, std::string folder);

// A path that counts from the folder of the case: `.`, `./x`, `../x`, `~/x`, `/x`.
std::string host_path(std::string_view path);
// One that was written at `place`, and counts from the directory that goes with it.
std::string host_path(const compose::File& file, std::string_view path, const Place& place, const std::string& folder);

// The same for a path that is never taken for one of Windows.
std::string unix_path(const compose::File& file, std::string_view path, const Place& place, const std::string& folder);

}  // namespace mountlint::conformance
