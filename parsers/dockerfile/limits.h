// Limits that no real Dockerfile reaches. They keep time and memory bounded for files that are none.
#pragma once

#include <cstddef>

namespace mountlint::dockerfile {

inline constexpr std::size_t most_errors = 1000;             // then reading stops
inline constexpr std::size_t most_instructions = 2'100'000;  // likewise: about half a gigabyte
inline constexpr int deepest_substitution = 20;              // `${a:-${b:-..}}`: deeper is unknown
inline constexpr std::size_t most_expanded = 4096;           // bytes that variables add to one word: more is unknown
inline constexpr std::size_t most_pattern_steps = 1 << 20;   // of one `${n#pattern}`: more is unknown

}  // namespace mountlint::dockerfile
