// Errors that BuildKit finds only when it builds a stage, with variables expanded (frontend/dockerfile/dockerfile2llb).
#pragma once

#include <string>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Adds an error of the layer `dispatch` at `value`; a note says where the value of a variable in it was written.
inline SyntaxError& report_value(const Text& value, std::string message, SyntaxErrors& errors) {
  SyntaxError& error = errors.emplace_back(SyntaxError{value.span(), std::move(message)});
  error.layer = Layer::dispatch;
  if (const auto defined_at = value.defined_at()) error.notes.push_back({*defined_at, "the value was written here"});
  return error;
}

}  // namespace mountlint::dockerfile
