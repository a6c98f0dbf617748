// Fixes are data on findings; this applies them to a text.
#pragma once

#include <string>
#include <vector>

#include "linter/finding.h"
#include "linter/lint.h"

namespace mountlint {

// The text of `file` with all fixes up to `most` applied. Of overlapping fixes the first one wins. A fix that touches
// several files is applied in each.
std::string apply_fixes(const Report& report, FileId file, Applicability most);

}  // namespace mountlint
