// What a terminal may be sent.
#include "linter/report/width.h"

#include <doctest/doctest.h>

#include "linter/report/characters.h"

using namespace mountlint::report;

namespace {

int width(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    columns += glyph.width;
    at += glyph.size;
  }
  return columns;
}

struct Case {
  std::string_view text, shown;
  int width;
};

}  // namespace

TEST_CASE("harmless text and its width") {
  const Case cases[] = {
      {"plain `text`", "plain `text`", 12},
      {"\t", "    ", 4},
      {"\x1b[31m", "␛[31m", 5},
      {std::string_view("\0", 1), "␀", 1},
      {"a\r\nb", "a␍␊b", 4},
      {"\x7f", "␡", 1},
      {"\u009b31m", "\uFFFD31m", 4},  // the one-character form of ESC [
      {"a\u202Eb\u2066c", "a\uFFFDb\uFFFDc", 5},
      {"\u200E\u061C", "\uFFFD\uFFFD", 2},
      {"a\u200Bb\u00ADc\uFEFF", "a\uFFFDb\uFFFDc\uFFFD", 6},
      {"\u2028\u2029", "\uFFFD\uFFFD", 2},
      {"\U000E0041", "\uFFFD", 1},  // a tag character
      {"\u3164\u2800", "\uFFFD\uFFFD", 2},
      {"👩\u200D💻", "👩💻", 4},
      {"⚠\uFE0F", "⚠", 1},
      {"日本", "日本", 4},
      {"e\u0301", "e\u0301", 1},
      {"😀", "😀", 2},
      {"ｱ", "ｱ", 1},
      {"\xFF\xC3", "\uFFFD\uFFFD", 2},
      {"\xE2\x82", "\uFFFD\uFFFD", 2},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3},
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
  };
  for (const Case& each : cases) {
    CAPTURE(each.shown);
    CHECK(sanitized(each.text) == each.shown);
    CHECK(width(each.text) == each.width);
  }
}

TEST_CASE("no byte sequence of up to two bytes gets a control character through") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {static_cast<char>(first), static_cast<char>(second)};
      const std::string shown = sanitized(text);
      for (std::size_t at = 0; at < shown.size();) {
        const Character character = character_at(shown, at);
        REQUIRE(character.valid);
        REQUIRE(character.code >= 0x20);
        REQUIRE((character.code < 0x7f || character.code > 0x9f));
        at += character.size;
      }
    }
  }
}
