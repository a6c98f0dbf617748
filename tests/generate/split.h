// Takes what a service says apart, so that the two parts together say the same.
#pragma once

#include "tests/generate/project.h"

namespace mountlint::generate {

struct Halves {
  Value base, over;
};

enum class Split : std::uint8_t {
  shallow,  // for merge keys: of each key one half has all that counts
  deep,     // for everything that is merged as compose-go does it
  tagged,   // the same, and `!override` and `!reset` may be used
};

// `over` laid over `base` is `mapping`. Beside what is taken apart, `base` says things that `over` replaces.
Halves split(const Value& mapping, Split how, Chooser ways);

}  // namespace mountlint::generate
