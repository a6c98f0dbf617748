// What a terminal may be sent, and how many columns it takes there.
//
// Texts of other people end in a terminal: names, messages and lines that are quoted. Nothing in them may move the
// cursor, change the order of letters or hide what is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mountlint::report {

// One character as it is shown: harmless text and its width in columns.
struct Glyph {
  std::string text;
  int width = 0;
  std::uint32_t size = 1;  // bytes of the input
};

// The character at `at`. Control characters become pictures (ESC is `␛`), a tab four spaces; what orders letters
// anew or is not to be seen becomes U+FFFD, as does a byte that is no UTF-8. Joiners and variation selectors go: how
// many columns they cost differs from terminal to terminal.
Glyph glyph_at(std::string_view text, std::size_t at);

// In columns.
std::size_t width_of(std::string_view text);

// A whole text on one line. Line breaks are control characters, too.
std::string sanitized(std::string_view text);

}  // namespace mountlint::report
