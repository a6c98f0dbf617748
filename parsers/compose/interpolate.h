// `${X}` in compose values, as compose-go's template package reads it.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "parsers/outside.h"
#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::compose {

struct AskedVariables;

// The variables that there are.
struct Environment {
  // The value of one, absent if it is set nowhere. A text that is wholly unknown stands for a variable that is set for
  // certain, to a value that nobody here can know (`HOME`).
  std::function<std::optional<Text>(std::string_view name)> value;
  Outside outside = Outside::unknown;
  AskedVariables* asked = nullptr;  // where to note what is set nowhere; may be null
};

// All operators, nested defaults, `$$`. A variable that is set nowhere and has no default is an unknown run, never
// the empty text; so is a required one, whose message is meant for the person who runs it. With Outside::empty the one
// is the empty text, the other an error. A default is used where the variable is set nowhere. An error gives a wholly
// unknown text, and is the only one of the value. The result lives in `arena`.
Text interpolate(const Text& value, const Environment& environment, TextArena& arena, SyntaxErrors& errors);

}  // namespace mountlint::compose
