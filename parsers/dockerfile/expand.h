// Variable expansion of Dockerfile words, as BuildKit's frontend/dockerfile/shell/lex.go does it.
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
  Text value = {};  // if set; may hold unknown parts
};

using Variables = std::function<Variable(std::string_view name)>;

// The word with quotes and escapes removed and variables replaced; a part whose variable is unknown is an
// unknown run. Understands every form of `${..}`. Wrong syntax is one error (claimed by dockerfile_syntax) and
// gives a wholly unknown text, and so does a text that variables make absurdly long. The result lives in `arena`.
Text expand(const Text& word, char escape, const Variables& variables, TextArena& arena, SyntaxErrors& errors);

// The same for the body of a heredoc: quotes are plain characters there.
Text expand_body(const Text& body, char escape, const Variables& variables, TextArena& arena, SyntaxErrors& errors);

// `variables` that knows nothing.
Variable unknown_variable(std::string_view name);

}  // namespace mountlint::dockerfile
