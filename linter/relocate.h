// Findings about files that nobody named stand at the place in a named file that brought them in.
#pragma once

#include <functional>

#include "linter/run_rules.h"

namespace mountlint {

using IsNamed = std::function<bool(FileId file)>;

// Moves the finding if it stands in a file that was not named, and adds its evidence as a note. False: nothing in a
// named file brought it in, so there is nobody to tell.
bool move_to_named_file(RawFinding& raw, const IsNamed& is_named);

}  // namespace mountlint
