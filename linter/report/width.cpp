// The one file that asks utf8proc. What is replaced follows the advice on source code attacks (Unicode TR 36 and 39,
// CVE-2021-42574): bidirectional controls, invisible characters, terminal escapes.
#include "linter/report/width.h"

#include <utf8proc.h>
#include <algorithm>

#include "linter/report/characters.h"

namespace mountlint::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::string encoded(char32_t code) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
  return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

// U+2400 to U+2421: pictures of the control characters.
std::string picture(char32_t control) { return encoded(control == 0x7f ? 0x2421 : 0x2400 + control); }

bool is_dropped(char32_t code) {
  const bool joiner = code == 0x200c || code == 0x200d;
  const bool selector = (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
  return joiner || selector;
}

// Letters that look like nothing at all, in spite of their category.
bool is_blank_letter(char32_t code) {
  return code == 0x34f || code == 0x115f || code == 0x1160 || code == 0x17b4 || code == 0x17b5 || code == 0x2800 ||
         code == 0x3164 || code == 0xffa0 || (code >= 0x180b && code <= 0x180f);
}

bool is_unsafe(char32_t code) {
  if (is_blank_letter(code)) return true;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

Glyph shown(char32_t code) {
  if (code == '\t') return {"    ", 4};
  if (code < 0x20 || code == 0x7f) return {picture(code), 1};
  if (code < 0x7f) return {std::string(1, static_cast<char>(code)), 1};
  if (is_dropped(code)) return {"", 0};
  if (is_unsafe(code)) return {std::string(replacement), 1};
  return {encoded(code), utf8proc_charwidth(static_cast<utf8proc_int32_t>(code))};
}

}  // namespace

Glyph glyph_at(std::string_view text, std::size_t at) {
  const Character character = character_at(text, at);
  Glyph glyph = shown(character.code);
  glyph.size = character.size;
  return glyph;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    width += static_cast<std::size_t>(std::max(glyph.width, 0));
    at += std::max<std::uint32_t>(glyph.size, 1);
  }
  return width;
}

std::string sanitized(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    out += glyph.text;
    at += glyph.size;
  }
  return out;
}

}  // namespace mountlint::report
