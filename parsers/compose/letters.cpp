// A section of a mount that is one letter is read as a Windows drive. compose-go asks Unicode; here a character of the
// blocks of letters is enough, without a table.
#include "parsers/compose/letters.h"

#include <algorithm>
#include <cstdint>

namespace mountlint::compose {
namespace {

// Bytes of a UTF-8 character by its first byte.
std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xF0) return 4;
  return first >= 0xE0 ? 3 : 2;
}

bool is_letter(std::uint32_t code) {
  if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
  if (code < 0xC0) return code == 0xAA || code == 0xB5 || code == 0xBA;
  if (code == 0xD7 || code == 0xF7) return false;
  const bool symbols = (code >= 0x2000 && code < 0x2C00) || (code >= 0x3000 && code < 0x3005);
  const bool emoji = code >= 0x1F000 && code < 0x20000;
  return !symbols && !emoji && !(code >= 0xE000 && code < 0xF900) && !(code >= 0xFE00 && code < 0xFE70);
}

}  // namespace

std::size_t first_letter(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = std::min(length_of(byte(0)), text.size());
  std::uint32_t code = length == 1 ? byte(0) : byte(0) & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte(i) & 0x3Fu);
  return is_letter(code) ? length : 0;
}

}  // namespace mountlint::compose
