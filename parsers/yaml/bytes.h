// What single bytes mean in YAML, and the lines of a text.
#pragma once

#include <cstdint>
#include <string_view>

namespace mountlint::yaml {

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }

// How many bytes the line break at `at` takes; 0 if there is none. YAML 1.1 knows NEL, LS and PS as well, and a lone
// CR.
inline std::uint32_t break_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if (c == '\n') return 1;
  if (c == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  const std::string_view rest = text.substr(at, 3);
  if (c == '\xC2') return rest.starts_with("\xC2\x85") ? 2 : 0;
  if (c == '\xE2') return rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9" ? 3 : 0;
  return 0;
}

// What a line break means: a line feed, but LS and PS stand for themselves.
inline std::string_view break_value(std::string_view written) { return written.size() == 3 ? written : "\n"; }

// A blank, a line break, or the end.
inline bool ends_word(std::string_view text, std::size_t at) {
  return at >= text.size() || is_blank(text[at]) || break_length(text, at) > 0;
}

// The begin of the line that holds `at`, not before `base` (the byte behind a BOM).
inline std::uint32_t line_begin(std::string_view text, std::uint32_t at, std::uint32_t base) {
  while (at > base && text[at - 1] != '\n') --at;
  return at;
}

// The `\n` at the end of the line that holds `at`, or the end of the text.
inline std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  const std::size_t end = text.find('\n', at);
  return static_cast<std::uint32_t>(end == text.npos ? text.size() : end);
}

}  // namespace mountlint::yaml
