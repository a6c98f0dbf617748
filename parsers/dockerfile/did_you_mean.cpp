// A suggestion is made only if most of the word is right: BuildKit would offer `ENV` for `EOF`, which helps nobody.
#include "parsers/dockerfile/did_you_mean.h"

#include <algorithm>
#include <string>
#include <vector>

#include "parsers/dockerfile/characters.h"
#include "parsers/spelling.h"

namespace mountlint::dockerfile {

namespace {

// The words of `known` that are nearest; letter case does not count.
std::vector<std::string_view> nearest_known(std::string_view word, std::span<const std::string_view> known) {
  constexpr std::size_t longest = 24;  // no word we know is longer
  if (word.size() < 2 || word.size() > longest) return {};
  const std::string wanted = lower(word);
  std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
  std::vector<std::string_view> found;
  for (const std::string_view candidate : known) {
    const std::size_t distance = edit_distance(wanted, lower(candidate), limit);
    if (distance > limit) continue;
    if (distance < limit) found.clear();
    limit = distance;
    found.push_back(candidate);
  }
  return found;
}

bool is_lower_case(std::string_view word) { return lower(word) == word; }

}  // namespace

std::string_view did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  const auto found = nearest_known(word, known);
  return found.size() == 1 ? found.front() : std::string_view();
}

void suggest(SyntaxError& error, const Text& word, std::span<const std::string_view> known, std::string_view before) {
  const auto found = nearest_known(word.value(), known);
  std::vector<std::string> texts;
  for (const std::string_view each : found)
    texts.push_back(is_lower_case(word.value()) ? lower(each) : std::string(each));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  mountlint::suggest(error, views, word.editable(), before);
}

}  // namespace mountlint::dockerfile
