// The files that `env_file` and `label_file` of services name: those that are missing, and those that cannot be read.
#pragma once

#include "parsers/compose/merged_project.h"
#include "parsers/sources.h"

namespace mountlint::compose {

// Of all services that are on, and of what `pre_start` runs before them. An error stands at the path that names the
// file; where something in the file is wrong, a note stands there.
void check_env_files(const MergedProject& project, Sources& sources, SyntaxErrors& errors);

}  // namespace mountlint::compose
