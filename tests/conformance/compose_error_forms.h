// The forms of compose-go's error texts.
#pragma once

#include <span>

#include "tests/conformance/compose_errors.h"

namespace mountlint::conformance {

struct ErrorForm {
  const char* pattern;  // a regular expression for one line
  ErrorKind kind;
  const char* path;            // `$1` is what the pattern catches, `a|b` either; null: no place is named
  const char* said = nullptr;  // what our message says, too
};

// The first that fits counts.
std::span<const ErrorForm> error_forms();

}  // namespace mountlint::conformance
