// `${X}` in compose values (spec/compose.md 2.4).
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::compose {

// The value of a variable, empty if it is set nowhere.
using Environment = std::function<std::optional<Text>(std::string_view name)>;

// All operators, nested defaults, `$$`. A variable that is set nowhere and has no default is an unknown run, never
// the empty text. Wrong syntax is one error and gives a wholly unknown text. The result lives in `arena`.
Text interpolate(const Text& value, const Environment& environment, TextArena& arena, SyntaxErrors& errors);

}  // namespace mountlint::compose
