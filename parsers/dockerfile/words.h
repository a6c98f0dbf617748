// Words of ENV, LABEL and ARG: separated by white space outside quotes, kept as written.
#pragma once

#include "parsers/text.h"

namespace mountlint::dockerfile {

// Quotes and escapes stay in the words; an escape character at the very end is dropped.
List<Text> split_words(const Text& text, char escape, TextArena& texts);

}  // namespace mountlint::dockerfile
