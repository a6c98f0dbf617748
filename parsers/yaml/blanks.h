// What recovery took out of the working copy, and which nodes lack something because of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace mountlint::yaml {

// A block entry of which nothing was read.
struct Blank {
  std::uint32_t begin = 0;  // its first byte that is no blank
  std::uint32_t end = 0;
  std::uint32_t column = 0;
  bool is_item = false;  // of a sequence: it may stand at the column of the key that the sequence belongs to
  bool claimed = false;  // by the collection it belongs to
  bool told = false;     // some node is incomplete because of it
};

class Blanks {
 public:
  explicit Blanks(std::vector<Blank> blanks) : all_(std::move(blanks)) {}
  bool empty() const { return all_.empty(); }
  // True if the tree says of each where something is missing.
  bool all_told() const {
    return std::all_of(all_.begin(), all_.end(), [](const Blank& blank) { return blank.told; });
  }

  // Whether a block collection at `column`, over [begin, next), lacks an entry. `inside`: a collection around it stands
  // at the column of the blank, so that the blank may be of that one.
  template <class Inside>
  bool claim(std::uint32_t begin, std::uint32_t next, std::uint32_t column, const Inside& inside) {
    bool incomplete = false;
    for (Blank& blank : all_) {
      if (blank.begin < begin || blank.begin >= next || blank.claimed) continue;
      // An entry that stands between two columns may belong to either of two collections.
      const bool astray = column > blank.column && !inside(blank.column);
      if (column > blank.column && !astray) continue;
      blank.claimed = column <= blank.column;
      blank.told = incomplete = true;
    }
    return incomplete;
  }

  // Whether the empty value of a key (or dash) at `column`, with nothing before `next`, is all that is left of a
  // collection.
  bool claim_value(std::uint32_t begin, std::uint32_t next, std::uint32_t column) {
    bool incomplete = false;
    for (Blank& blank : all_) {
      if (blank.begin < begin || blank.begin >= next || blank.claimed) continue;
      if (blank.column < column + (blank.is_item ? 0 : 1)) continue;
      blank.claimed = blank.told = incomplete = true;
    }
    return incomplete;
  }

 private:
  std::vector<Blank> all_;
};

}  // namespace mountlint::yaml
