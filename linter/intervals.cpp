// Sorted by their begin, each interval knows the nearest one before it that ends behind it. All between the two end
// even earlier, so a search that begins at the last candidate skips them: it takes as many steps as intervals are
// nested.
#include "linter/intervals.h"

#include <algorithm>

namespace mountlint {

constexpr std::size_t none = static_cast<std::size_t>(-1);

void Intervals::add(std::uint32_t begin, std::uint32_t end, std::size_t number) {
  list_.push_back({begin, end, number, none});
}

void Intervals::sort() {
  std::ranges::stable_sort(list_, [](const Interval& a, const Interval& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  for (std::size_t i = 0; i < list_.size(); ++i) {
    std::size_t outer = i == 0 ? none : i - 1;
    while (outer != none && list_[outer].end <= list_[i].end) outer = list_[outer].outer;
    list_[i].outer = outer;
  }
}

std::optional<std::size_t> Intervals::touching(std::uint32_t begin, std::uint32_t end) const {
  const auto behind = std::ranges::upper_bound(list_, end, {}, &Interval::begin);
  if (behind == list_.begin()) return std::nullopt;
  std::size_t at = static_cast<std::size_t>(behind - list_.begin()) - 1;
  while (at != none && list_[at].end < begin) at = list_[at].outer;
  if (at == none) return std::nullopt;
  return list_[at].number;
}

}  // namespace mountlint
