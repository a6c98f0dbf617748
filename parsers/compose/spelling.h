// What somebody may have meant.
#pragma once

#include <cstddef>
#include <string_view>

namespace mountlint::compose {

// How many letters must be added, left out, changed or swapped with their neighbour to get from one to the other;
// counting stops above `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// How far a typo may be from a word of this length: two letters, one for short words, none for very short ones.
std::size_t typo_limit(std::string_view word);

// The nearest of [first, last) that `word` may be a typo of; null if there is none or it is one of them.
template <class Iterator>
const std::string_view* nearest(std::string_view word, Iterator first, Iterator last) {
  const std::string_view* best = nullptr;
  std::size_t best_distance = typo_limit(word) + 1;
  for (Iterator i = first; i != last; ++i) {
    const std::size_t distance = edit_distance(word, *i, best_distance - 1);
    if (distance == 0) return nullptr;
    if (distance >= best_distance) continue;
    best = &*i;
    best_distance = distance;
  }
  return best;
}

}  // namespace mountlint::compose
