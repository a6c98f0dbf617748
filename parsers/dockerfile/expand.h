// Variable expansion of Dockerfile words, as BuildKit's frontend/dockerfile/shell/lex.go does it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

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

// How a word is read.
struct Lexing {
  char escape = '\\';
  bool quotes = true;  // false: the body of a heredoc, where quotes are plain characters
  // What BuildKit does only where it looks for heredocs: quotes and escapes stay in the result, and so does a variable
  // that is not set.
  bool raw_quotes = false;
  bool raw_escapes = false;
  bool skip_unset = false;
};

// The word with quotes and escapes removed and variables replaced; a part whose variable is unknown is an
// unknown run. Understands every form of `${..}`. Wrong syntax is one error (claimed by dockerfile_syntax) and
// gives a wholly unknown text, and so does a text that variables make absurdly long. The result lives in `arena`;
// a word that stays as it is is returned itself.
Text expand(const Text& word, const Lexing& lexing, const Variables& variables, TextArena& arena, SyntaxErrors& errors);
inline Text expand(const Text& word, char escape, const Variables& variables, TextArena& arena, SyntaxErrors& errors) {
  return expand(word, Lexing{escape}, variables, arena, errors);
}

// The same for EXPOSE: what is expanded is split at white space that no quote or escape protects. No words: nothing
// is left.
std::vector<Text> expand_words(const Text& word, const Lexing& lexing, const Variables& variables, TextArena& arena,
                               SyntaxErrors& errors);

// `variables` that knows nothing.
Variable unknown_variable(std::string_view name);

}  // namespace mountlint::dockerfile
