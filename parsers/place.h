// A place, and the places that brought it in.
#pragma once

#include <string_view>

#include "parsers/source.h"

namespace mountlint {

enum class ViaKind : std::uint8_t { alias, merge_key, extends, include, replaced };

// One step of how something written elsewhere came to stand here: `*x`, `<<: *x`, `extends`, `include`; `replaced` is
// the earlier entry that this one took the place of. What an override file adds stands in it and needs no step. A list,
// innermost step first; held by the arena of the tree.
struct Via {
  ViaKind kind;
  Span span;
  const Via* next = nullptr;
  // extends, include: what the relative host paths that it brings count from; empty if it changes nothing. Held by the
  // arena, too.
  std::string_view directory = {};
};

// Where something stands. A fix is never offered for a place with `via`: it would change other users, too.
struct Place {
  Span span;
  const Via* via = nullptr;
};

}  // namespace mountlint
