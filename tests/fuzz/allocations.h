// How much memory a piece of work holds at its peak: what `new` has given out, in bytes asked for. Sanitizers and
// allocators add their own, which says nothing about us.
#pragma once

#include <cstddef>

namespace mountlint::fuzz {

// Counts anew from what is held now.
void restart_peak();
// The most that was held at a time since then, over what was held then.
std::size_t peak_bytes();

}  // namespace mountlint::fuzz
