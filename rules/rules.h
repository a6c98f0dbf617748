#pragma once

#include "linter/rule.h"

namespace mountlint {

// Every rule, alphabetical.
RuleList all_rules();

}  // namespace mountlint
