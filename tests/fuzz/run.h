// Damages seeds and checks each result, in several processes, so that a crash costs one of them only.
#pragma once

#include <cstdint>
#include <string>

#include "tests/fuzz/target.h"

namespace mountlint::fuzz {

struct RunOptions {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;  // number of the first case
  std::uint64_t count = 100'000;
  unsigned processes = 2;
  std::string failures;  // the folder for inputs that failed; made when it is needed
};

// The most one case may take; processor time, as other work on the machine is no fault of ours.
inline constexpr double most_seconds = 2;
// Cases of 16 MB are held against two seconds of the program as it is built to be used; sanitizers, and code that is
// not optimized, take several times as long.
#ifdef NDEBUG
inline constexpr double most_seconds_of_named = most_seconds;
#else
inline constexpr double most_seconds_of_named = 5 * most_seconds;
#endif
inline constexpr std::size_t most_bytes = std::size_t{512} << 20;

// Made from the seed and its number alone, whichever process takes it.
struct Case {
  std::string made_from;  // the path of what was damaged
  std::string text;
};
Case make_case(const Target& target, std::uint64_t seed, std::uint64_t number);

// Lints one text within the limits; says what is wrong, empty if nothing is.
struct Outcome {
  std::string wrong;
  double seconds = 0;
  std::size_t bytes = 0, findings = 0;
};
Outcome check_one(const Target& target, const std::string& text, double limit = most_seconds);

// Prints what failed, the slowest and the biggest case. True if nothing failed.
bool run(const Target& target, const RunOptions& options);

}  // namespace mountlint::fuzz
