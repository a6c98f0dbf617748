// The platform of FROM --platform.
#pragma once

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Takes the value of the flag as written (an empty one is no platform at all, and right) and expanded:
// `os`, `arch`, `os/arch` or `os/arch/variant`.
void check_platform(const Text& written, const Text& platform, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
