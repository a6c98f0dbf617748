// Lines and columns from bytes. A place inside a line ending counts as the end of the line, so that CRLF and LF give
// the same positions; a place inside the BOM is the first column.
#include "linter/report/position.h"

#include <algorithm>

#include "linter/report/characters.h"

namespace mountlint::report {
namespace {

std::uint32_t units_before(std::string_view line, std::size_t end, Unit unit) {
  if (unit == Unit::bytes) return static_cast<std::uint32_t>(end);
  std::size_t units = 0;
  for (std::size_t at = 0; at < end;) {
    const std::size_t ascii = ascii_run(line, at, end);
    units += ascii;
    at += ascii;
    if (at >= end) break;
    const Character character = character_at(line, at);
    units += unit == Unit::utf16 && character.code > 0xffff ? 2 : 1;
    at += character.size;
  }
  return static_cast<std::uint32_t>(units);
}

Position position(const SourceFile& file, std::uint32_t offset, Unit unit) {
  const std::uint32_t number = file.line_of(offset);
  const Span line = file.line(number);
  const std::uint32_t inside = std::clamp(offset, line.begin, line.end) - line.begin;
  return {number, 1 + units_before(file.text(line), inside, unit)};
}

}  // namespace

Region region(const SourceFile& file, Span span, Unit unit) {
  const auto size = static_cast<std::uint32_t>(file.text().size());
  const std::uint32_t begin = std::min(span.begin, size);
  const std::uint32_t end = std::clamp(span.end, begin, size);
  return {position(file, begin, unit), position(file, end, unit)};
}

}  // namespace mountlint::report
