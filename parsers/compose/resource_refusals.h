// How many of a service there are, and what they may use: said twice, in two ways that differ.
#pragma once

#include "parsers/compose/merged_project.h"

namespace mountlint::compose {

// Of one service that is on.
void check_resources(const MergedService& service, SyntaxErrors& errors);

}  // namespace mountlint::compose
