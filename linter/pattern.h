// Globs of paths, for `exclude` and per-path settings.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mountlint {

// `*` and `?` within a component, `**` across them, `{a,b}`, `[..]`. A pattern without `/` matches at every level; a
// pattern that matches a directory matches everything below it. Compiled at the first match.
class Glob {
 public:
  explicit Glob(std::string pattern);
  bool matches(std::string_view path) const;  // clean, relative to the pattern's base
  const std::string& pattern() const { return pattern_; }

 private:
  struct Compiled;
  std::string pattern_;
  std::shared_ptr<Compiled> compiled_;
};

// Edit distance with transpositions (optimal string alignment), for did-you-mean; stops counting beyond `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);

// The nearest of `words` within distance two (one for words of up to three letters), empty if there is none or two are
// equally near.
template <class Range>
std::string_view nearest(std::string_view word, const Range& words) {
  std::string_view best;
  int best_distance = word.size() <= 3 ? 2 : 3;
  for (std::string_view candidate : words) {
    const int distance = edit_distance(word, candidate, best_distance);
    if (distance == best_distance) best = {};
    if (distance < best_distance) best = candidate, best_distance = distance;
  }
  return best;
}

}  // namespace mountlint
