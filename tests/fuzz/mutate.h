// Small damage done to a text, the same for the same numbers on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace mountlint::fuzz {

// std::uniform_int_distribution differs between standard libraries; the engine itself does not.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t number);
  // Evenly one of 0 .. limit - 1; `limit` is not 0.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }

 private:
  std::mt19937_64 engine_;
};

// One to four times: a byte deleted, doubled, inserted or changed; a line dropped, doubled or joined with the next.
// What is inserted is one of `hostile` or any byte.
std::string mutate(std::string text, const std::vector<std::string>& hostile, Random& random);

}  // namespace mountlint::fuzz
