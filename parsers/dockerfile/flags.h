// `--name=value` between keyword and arguments.
#pragma once

#include <span>
#include <string_view>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

struct FlagsAndRest {
  List<Flag> flags;
  Text rest;  // trimmed
};

// Takes words as long as they begin with `--`; a lone `--` ends them.
FlagsAndRest read_flags(const Text& text, char escape, TextArena& texts);

enum class FlagType : std::uint8_t { text, list, boolean };

// A flag that an instruction knows. Only lists may be repeated.
struct FlagRule {
  std::string_view name;
  FlagType type;
};

// Unknown and repeated flags, missing and wrong values.
void check_flags(List<Flag> flags, std::span<const FlagRule> rules, SyntaxErrors& errors);

// The value of the last flag `name`; null if there is none.
const Text* flag_value(List<Flag> flags, std::string_view name);

}  // namespace mountlint::dockerfile
