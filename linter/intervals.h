// Which of many intervals touches a place. Made once, asked often: a file may hold very many suppressions and findings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace mountlint {

// Closed intervals of byte offsets, each with a number of the caller's.
class Intervals {
 public:
  void add(std::uint32_t begin, std::uint32_t end, std::size_t number);
  // To be called once, between the last `add` and the first `touching`.
  void sort();
  // The number of the innermost interval that touches [begin, end].
  std::optional<std::size_t> touching(std::uint32_t begin, std::uint32_t end) const;

 private:
  struct Interval {
    std::uint32_t begin, end;
    std::size_t number;
    std::size_t outer;  // the nearest one before it that ends behind it
  };
  std::vector<Interval> list_;
};

}  // namespace mountlint
