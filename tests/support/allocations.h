// What `new` gives out in this program: how often, and how many bytes are held at most. Sanitizers and allocators add
// memory of their own, which says nothing about us. Linking the target `counted_new` replaces the global operators.
#pragma once

#include <cstddef>

namespace mountlint::test {

// How many times `new` was called since the program began.
std::size_t allocations();
// Counts the peak anew from what is held now.
void restart_peak();
// The most bytes that were held at a time since then, over what was held then.
std::size_t peak_bytes();

}  // namespace mountlint::test
