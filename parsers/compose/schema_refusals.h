// What the schema of the Compose Specification refuses about a merged project, and the casts that go with it.
#pragma once

#include "parsers/compose/ast.h"
#include "parsers/syntax_error.h"

namespace mountlint::compose {

// Adds to `errors`, in no order.
void check_schema(const File& file, SyntaxErrors& errors);

}  // namespace mountlint::compose
