// What Compose refuses about a project as a whole, or while it reads its values, beyond the schema.
#pragma once

#include "parsers/compose/ast.h"
#include "parsers/sources.h"

namespace mountlint::compose {

// About all services that are on. What File::errors says already may be among it; nothing else of it is a finding.
// Nothing is said of what is not known: of variables that are set nowhere only if the project was loaded with
// Outside::empty, of names only if the project is complete.
void check_project(const File& file, Sources& sources, SyntaxErrors& errors);

}  // namespace mountlint::compose
