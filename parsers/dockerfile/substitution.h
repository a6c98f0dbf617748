// What `${name<modifier>word}` gives, once its parts are read.
#pragma once

#include <string>

#include "parsers/dockerfile/expand.h"

namespace mountlint::dockerfile {

struct Substitution {
  std::string_view name;
  char modifier = '\0';         // one of - + ? # % /
  bool empty_is_unset = false;  // with a colon
  bool all = false;             // `//`
  Text word;                    // behind the modifier; the pattern of `/`
  Text replacement;             // of `/`
  Span span;                    // from `$` to `}`
  std::string_view written;     // the text of span
};

struct Outcome {
  enum Kind : std::uint8_t { known, unknown, wrong };
  Kind kind = unknown;
  Text value = {};         // known
  std::string error = {};  // wrong
};

Outcome substitute(const Substitution& substitution, const Variable& variable, TextArena& arena);

}  // namespace mountlint::dockerfile
