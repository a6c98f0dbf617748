// What Compose refuses about a loaded project beyond File::errors. These are no findings: the linter is silent about a
// network that is defined nowhere or a key it does not know, but whoever asks what Compose would do needs them.
#pragma once

#include "parsers/compose/ast.h"
#include "parsers/sources.h"
#include "parsers/syntax_error.h"

namespace mountlint::compose {

// In order of place. Every error stands at the narrowest place that causes it; for something missing that is the
// mapping that lacks it. What File::errors says already may be among them.
SyntaxErrors find_refusals(const File& file, Sources& sources);

}  // namespace mountlint::compose
