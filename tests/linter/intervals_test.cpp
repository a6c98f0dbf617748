#include <doctest/doctest.h>

#include "linter/intervals.h"

using namespace mountlint;

namespace {

// What a search through the whole list gives: of those that touch, the one that begins last; of equals the shorter.
std::optional<std::size_t> slowly(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& list, std::uint32_t begin,
                                  std::uint32_t end) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].first > end || list[i].second < begin) continue;
    const auto is_better = [&] {
      if (list[i].first != list[*best].first) return list[i].first > list[*best].first;
      return list[i].second < list[*best].second;
    };
    if (!best || is_better()) best = i;
  }
  return best;
}

}  // namespace

TEST_CASE("the innermost interval that touches") {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> list;
  std::uint32_t state = 7;
  const auto random = [&](std::uint32_t below) { return (state = state * 1664525 + 1013904223) / 65536 % below; };
  for (int round = 0; round < 50; ++round) {
    list.clear();
    Intervals intervals;
    for (std::size_t i = 0; i < 12; ++i) {
      const std::uint32_t begin = random(60), end = begin + random(round < 25 ? 8 : 60);
      bool is_new = true;
      for (const auto& [b, e] : list) is_new &= b != begin || e != end;
      if (!is_new) continue;
      intervals.add(begin, end, list.size());
      list.emplace_back(begin, end);
    }
    intervals.sort();
    for (std::uint32_t begin = 0; begin < 80; ++begin)
      for (const std::uint32_t length : {0u, 1u, 5u}) {
        CAPTURE(begin);
        CHECK(intervals.touching(begin, begin + length) == slowly(list, begin, begin + length));
      }
  }
}

TEST_CASE("no intervals") {
  Intervals intervals;
  intervals.sort();
  CHECK_FALSE(intervals.touching(0, 10));
}
