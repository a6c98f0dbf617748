// What Compose refuses about a project as a whole: names that nothing defines, services without an image.
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// True for files that are made to be laid over others: their name contains `override`, or more than half of their
// services have neither image nor build. A set of several files is none.
bool is_fragment(const File& file);

// Each is reported only where the list that lacks the name is complete. Volume names that look like paths are left
// to whoever speaks about paths without `./`.
void check_consistency(const File& file, SyntaxErrors& errors);

}  // namespace mountlint::compose
