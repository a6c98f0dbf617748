// Characters as BuildKit classes them: Go's unicode.IsSpace, IsLetter and IsDigit, and the blanks of its patterns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/text.h"

namespace mountlint::dockerfile {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 1;  // bytes
};

// The character at `at`, which lies inside `text`. A byte that is not UTF-8 is U+FFFD of size 1.
CodePoint decode(std::string_view text, std::size_t at);

bool is_space(char32_t c);   // unicode.IsSpace
bool is_letter(char32_t c);  // unicode.IsLetter, nearly: outside ASCII by ranges of blocks
bool is_digit(char32_t c);   // unicode.IsDigit, the common ones
// Tab, VT, FF, CR and space: what separates words. Not every white space does.
inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'; }

// The first offset at or behind `at` that holds no white space (no blank).
std::uint32_t skip_space(std::string_view text, std::uint32_t at);
std::uint32_t skip_blanks(std::string_view text, std::uint32_t at);
// The first offset at or behind `at` that holds a blank.
std::uint32_t skip_word(std::string_view text, std::uint32_t at);
// Without white space at the begin (at both ends), as strings.TrimSpace.
Text trim_left(const Text& text);
Text trim(const Text& text);
// The words between blanks; quotes mean nothing.
List<Text> split_at_blanks(const Text& text, TextArena& texts);

std::string lower(std::string_view ascii);
std::string upper(std::string_view ascii);
bool equal_fold(std::string_view a, std::string_view b);

}  // namespace mountlint::dockerfile
