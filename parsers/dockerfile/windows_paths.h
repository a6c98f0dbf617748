// Paths in a stage whose platform is Windows.
#pragma once

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Takes an expanded path of WORKDIR, ADD or COPY (destination, local source, name of a heredoc): it lies on drive C: or
// names no drive.
void check_windows_path(const Text& path, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
