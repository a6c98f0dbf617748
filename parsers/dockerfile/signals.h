// The signal of STOPSIGNAL.
#pragma once

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Takes the expanded value: a number other than 0, or the name of a Linux signal, with or without `SIG`.
void check_signal(const Text& signal, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
