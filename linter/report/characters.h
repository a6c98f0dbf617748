// Reads a text that may be any bytes character by character.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mountlint::report {

struct Character {
  char32_t code = 0xfffd;  // what is no UTF-8 is one U+FFFD per byte
  std::uint32_t size = 1;  // in bytes
  bool valid = false;
};

// The character that begins at `at`, which lies inside the text.
Character character_at(std::string_view text, std::size_t at);

// How many of the bytes at `at`, which begin no character, a browser replaces by one U+FFFD: the longest part that a
// character could begin with (WHATWG Encoding).
std::size_t broken_size(std::string_view text, std::size_t at);

// How many ASCII bytes follow from `at`, looking no further than `end`.
std::size_t ascii_run(std::string_view text, std::size_t at, std::size_t end);

}  // namespace mountlint::report
