// One CSV record: the value of --mount and --device.
#pragma once

#include <optional>
#include <vector>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Fields as RFC 4180 quotes them, without their quotes. Nothing, and one error, if a quote is wrong or `text` is empty.
std::optional<List<Text>> split_csv(const Text& text, Span flag, TextArena& texts, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
