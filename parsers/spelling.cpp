// The optimal string alignment distance, row by row. Words here are keys and names: a few dozen letters at most.
#include "parsers/spelling.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mountlint {

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  constexpr std::size_t longest = 128;
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit || a.size() > longest || b.size() > longest) return a == b ? 0 : limit + 1;
  std::array<std::array<std::size_t, longest + 1>, 3> rows;
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto &row = rows[i % 3], &last = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // What follows comes from this row or, over a swap, from the one before with one more.
    if (least > limit + 1) return limit + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

std::size_t typo_limit(std::string_view word) {
  if (word.size() < 3) return 0;
  return word.size() < 6 ? 1 : 2;
}

void suggest(SyntaxError& error, std::span<const std::string_view> words, bool editable, std::string_view before) {
  constexpr std::size_t most = 3;  // more is no help
  const bool several = words.size() > 1;
  if (words.empty() || words.size() > most || (several && !error.help.empty())) return;
  std::string list;
  for (const std::string_view word : words) list += fmt::format("{}`{}{}`", list.empty() ? "" : " or ", before, word);
  error.help = fmt::format("did you mean {}?", list);
  if (editable && !several) error.replacement = std::string(words.front());
}

}  // namespace mountlint
