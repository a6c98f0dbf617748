// Edit distance with transpositions, as people mistype. A suggestion is made only if it is the one best and most of the
// word is right: BuildKit would offer `ENV` for `EOF`, which helps nobody.
#include "parsers/dockerfile/did_you_mean.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::size_t longest = 24;  // no word we know is longer

std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, longest + 1>, longest + 1> table{};
  for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) table[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[a.size()][b.size()];
}

bool is_lower_case(std::string_view word) { return lower(word) == word; }

}  // namespace

std::string_view did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() < 2 || word.size() > longest) return {};
  const std::string wanted = lower(word);
  std::size_t best = std::max<std::size_t>(2, word.size() / 3 + 1);  // to be beaten
  std::string_view found;
  for (const std::string_view candidate : known) {
    const std::size_t d = candidate.size() > longest ? longest : distance(wanted, lower(candidate));
    if (d < best)
      found = candidate;
    else if (d == best)
      found = {};
    best = std::min(best, d);
  }
  return found;
}

void suggest(SyntaxError& error, const Text& word, std::span<const std::string_view> known, std::string_view before) {
  const std::string_view found = did_you_mean(word.value(), known);
  if (found.empty()) return;
  const std::string text = is_lower_case(word.value()) ? lower(found) : std::string(found);
  error.help = fmt::format("did you mean `{}{}`?", before, text);
  if (word.editable()) error.replacement = text;
}

}  // namespace mountlint::dockerfile
