// What somebody may have meant.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "parsers/syntax_error.h"

namespace mountlint {

// How many letters must be added, left out, changed or swapped with their neighbour to get from one to the other.
// Counting stops above `limit`: then it is `limit` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// How far a typo may be from a word of this length: two letters, one for short words, none for very short ones.
std::size_t typo_limit(std::string_view word);

// Those of `words` that `word` is nearest to, in order; none if all are further than `limit`, or if it is one of them.
template <class Range>
std::vector<std::string_view> nearest_words(std::string_view word, const Range& words, std::size_t limit) {
  std::vector<std::string_view> found;
  for (const std::string_view candidate : words) {
    const std::size_t distance = edit_distance(word, candidate, limit);
    if (distance == 0) return {};
    if (distance > limit) continue;
    if (distance < limit) found.clear();
    limit = distance;
    found.push_back(candidate);
  }
  return found;
}

// The nearest of `words` within distance two (one for words of up to three letters), empty if there is none or two are
// equally near.
template <class Range>
std::string_view nearest(std::string_view word, const Range& words) {
  const std::vector<std::string_view> found = nearest_words(word, words, word.size() <= 3 ? 1 : 2);
  return found.size() == 1 ? found.front() : std::string_view();
}

// Adds to `error` what may have been meant: one word, and what to write at its place if that is `editable`, or several
// that are equally near (if there is no other help). `before` is shown in front of each (`--`).
void suggest(SyntaxError& error, std::span<const std::string_view> words, bool editable, std::string_view before = {});

}  // namespace mountlint
