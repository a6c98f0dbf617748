// Variable expansion of Dockerfile words, as BuildKit's shell/lex.go does it (spec/dockerfile.md 2.7).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// What is known of a variable at one place of a Dockerfile.
struct Variable {
  enum State : std::uint8_t { set, unset, unknown };
  State state = unset;
  Text value = {};   // if set; may hold unknown parts
};

using Variables = std::function<Variable(std::string_view name)>;

// The word with quotes and escapes removed and variables replaced; a part whose variable is unknown is an
// unknown run. Understands every form of `${..}`. Wrong syntax is one error (claimed by dockerfile_syntax) and
// gives a wholly unknown text. The result lives in `arena`.
Text expand(const Text& word, char escape, const Variables& variables, TextArena& arena, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
