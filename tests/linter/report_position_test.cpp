// Lines and columns in each unit.
#include "linter/report/position.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>

using namespace mountlint;
using namespace mountlint::report;

namespace {

std::string shown(const std::string& text, std::uint32_t begin, std::uint32_t end, Unit unit) {
  const SourceFile file(FileId{0}, "f", text);
  const Region found = region(file, {FileId{0}, begin, end}, unit);
  return fmt::format("{}:{}-{}:{}", found.begin.line, found.begin.column, found.end.line, found.end.column);
}

struct Case {
  const char* about;
  std::string text;
  std::uint32_t begin, end;
  const char *characters, *utf16, *bytes;
};

}  // namespace

TEST_CASE("columns in characters, UTF-16 units and bytes") {
  const Case cases[] = {
      {"ASCII", "ab\ncd\n", 3, 5, "2:1-2:3", "2:1-2:3", "2:1-2:3"},
      {"two bytes", "é:x", 3, 4, "1:3-1:4", "1:3-1:4", "1:4-1:5"},
      {"three bytes", "日本x", 6, 7, "1:3-1:4", "1:3-1:4", "1:7-1:8"},
      {"astral", "😀x", 4, 5, "1:2-1:3", "1:3-1:4", "1:5-1:6"},
      {"combining", "e\u0301x", 3, 4, "1:3-1:4", "1:3-1:4", "1:4-1:5"},
      {"tab", "\t\tx", 2, 3, "1:3-1:4", "1:3-1:4", "1:3-1:4"},
      {"BOM", "\xEF\xBB\xBFx: y", 6, 7, "1:4-1:5", "1:4-1:5", "1:4-1:5"},
      {"inside the BOM", "\xEF\xBB\xBFx: y", 0, 3, "1:1-1:1", "1:1-1:1", "1:1-1:1"},
      {"CRLF", "ab\r\ncd\r\n", 4, 6, "2:1-2:3", "2:1-2:3", "2:1-2:3"},
      {"between CR and LF", "ab\r\ncd\r\n", 3, 3, "1:3-1:3", "1:3-1:3", "1:3-1:3"},
      {"a line with its ending", "ab\ncd\n", 0, 3, "1:1-2:1", "1:1-2:1", "1:1-2:1"},
      {"lone CR", "a\rb", 2, 3, "1:3-1:4", "1:3-1:4", "1:3-1:4"},
      {"bad byte", "\xFFx", 1, 2, "1:2-1:3", "1:2-1:3", "1:2-1:3"},
      {"cut character", "\xE2\x82x", 2, 3, "1:3-1:4", "1:3-1:4", "1:3-1:4"},
      {"surrogate in UTF-8", "\xED\xA0\x80x", 3, 4, "1:4-1:5", "1:4-1:5", "1:4-1:5"},
      {"overlong", "\xC0\xAFx", 2, 3, "1:3-1:4", "1:3-1:4", "1:3-1:4"},
      {"U+2028 ends no line", "a\u2028b", 4, 5, "1:3-1:4", "1:3-1:4", "1:5-1:6"},
      {"end of file", "ab\n", 3, 3, "2:1-2:1", "2:1-2:1", "2:1-2:1"},
      {"empty file", "", 0, 0, "1:1-1:1", "1:1-1:1", "1:1-1:1"},
      {"behind the end", "ab", 7, 9, "1:3-1:3", "1:3-1:3", "1:3-1:3"},
      {"long ASCII, then a wide character", "0123456789abcdef日x", 19, 20, "1:18-1:19", "1:18-1:19", "1:20-1:21"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.about);
    CHECK(shown(each.text, each.begin, each.end, Unit::characters) == each.characters);
    CHECK(shown(each.text, each.begin, each.end, Unit::utf16) == each.utf16);
    CHECK(shown(each.text, each.begin, each.end, Unit::bytes) == each.bytes);
  }
}

TEST_CASE("many places in one long line are found quickly") {
  const SourceFile file(FileId{0}, "f", std::string(1 << 20, 'x'));
  const auto begin = std::chrono::steady_clock::now();
  std::uint64_t sum = 0;
  for (std::uint32_t at = 0; at < 1 << 20; at += 1 << 10)
    sum += region(file, {FileId{0}, at, at}, Unit::utf16).end.column;
  CHECK(sum == 1024u * 1023u / 2 * 1024u + 1024u);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}
