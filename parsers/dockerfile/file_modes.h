// The mode of ADD and COPY --chmod.
#pragma once

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Takes the expanded value: octal up to 07777, or symbolic as for chmod (`u=rwX,go=rX`). An empty one is none.
void check_chmod(const Text& mode, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
