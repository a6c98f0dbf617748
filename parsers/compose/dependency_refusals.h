// Services that depend on others: those that do not run, and cycles.
#pragma once

#include "parsers/compose/merged_project.h"

namespace mountlint::compose {

void check_dependencies(const MergedProject& project, SyntaxErrors& errors);

}  // namespace mountlint::compose
