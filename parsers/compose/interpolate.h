// `${X}` in compose values, as compose-go's template package reads it.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::compose {

// The value of a variable, empty if it is set nowhere. A text that is wholly unknown stands for a variable that is
// set for certain, to a value that nobody here can know (`HOME`).
using Environment = std::function<std::optional<Text>(std::string_view name)>;

// All operators, nested defaults, `$$`. A variable that is set nowhere and has no default is an unknown run, never
// the empty text; so is a required one, whose message is meant for the person who runs it. A default is used where the
// variable is set nowhere. Wrong syntax is one error and gives a wholly unknown text. The result lives in `arena`.
Text interpolate(const Text& value, const Environment& environment, TextArena& arena, SyntaxErrors& errors);

}  // namespace mountlint::compose
