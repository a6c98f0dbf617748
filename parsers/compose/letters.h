// Letters as Go's unicode.IsLetter sees them, as far as a mount needs it.
#pragma once

#include <cstddef>
#include <string_view>

namespace mountlint::compose {

// Bytes of the character that `text` begins with if it is a letter, else 0. Outside ASCII every character but
// punctuation and symbols of the common blocks counts: it only matters for a "drive" that no system has.
std::size_t first_letter(std::string_view text);
// True if `text` is exactly one letter.
inline bool is_single_letter(std::string_view text) {
  const std::size_t length = first_letter(text);
  return length > 0 && length == text.size();
}

}  // namespace mountlint::compose
