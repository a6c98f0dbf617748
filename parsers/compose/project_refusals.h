// What Compose refuses about a project as a whole, or while it reads its values, beyond the schema.
#pragma once

#include "parsers/compose/ast.h"
#include "parsers/sources.h"

namespace mountlint::compose {

// About all services that are on. What File::errors says already may be among it; nothing else of it is a finding.
// Errors that must not be told of unknown parts are not: about variables that are set nowhere there are only those of a
// project that was loaded with Outside::empty.
void check_project(const File& file, Sources& sources, SyntaxErrors& errors);

}  // namespace mountlint::compose
