// One source line as a terminal shows it: harmless, trimmed to the width, and where its bytes came to stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "linter/report/width.h"
#include "parsers/source.h"

namespace mountlint::report {

// Columns on the screen, counted from 0, end exclusive.
struct Columns {
  int begin = 0, end = 0;
};

class ShownLine {
 public:
  // Keeps what stands around `anchor` if the line is wider than `width`; `...` stands for the rest.
  ShownLine(const SourceFile& file, std::uint32_t line, Span anchor, int width);

  const std::string& text() const { return text_; }
  // At least one column wide. Empty if nothing of the span is shown.
  std::optional<Columns> columns(Span span) const;

 private:
  struct Cell {
    std::uint32_t offset;
    int column;
    Glyph glyph;
  };
  void read(std::string_view bytes, std::uint32_t begin, std::uint32_t end);
  void trim(Span anchor, int width);
  void compose(const std::string& prefix, const std::string& suffix);
  int column_of(std::uint32_t offset) const;

  Span line_;
  std::vector<Cell> cells_;  // what is shown
  std::uint32_t end_ = 0;    // the offset behind the last cell
  int end_column_ = 0;
  bool cut_left_ = false, cut_right_ = false;
  std::string text_;
};

}  // namespace mountlint::report
