// Lines and columns, in the unit the reader wants.
#pragma once

#include <cstdint>

#include "parsers/source.h"

namespace mountlint::report {

enum class Unit : std::uint8_t { characters, utf16, bytes };

// Both count from 1; the end is exclusive: the column behind the last character. A tab is one character. The BOM
// has no column. Bad UTF-8 counts one per byte.
struct Position {
  std::uint32_t line = 1, column = 1;
};
struct Region {
  Position begin, end;
};

Region region(const SourceFile& file, Span span, Unit unit);

}  // namespace mountlint::report
