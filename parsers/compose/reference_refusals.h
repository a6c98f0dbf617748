// What a service refers to, and no part of the project defines.
#pragma once

#include "parsers/compose/merged_project.h"

namespace mountlint::compose {

// Of one service that is on. Configs, secrets and images are checked for findings, too, in consistency.h.
void check_references(const MergedProject& project, const MergedService& service, SyntaxErrors& errors);

}  // namespace mountlint::compose
