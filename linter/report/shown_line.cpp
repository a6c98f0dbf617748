// A line may have megabytes (minified JSON is YAML, too), so only the bytes that could be seen are ever looked at:
// first a window of bytes around the anchor, then a window of columns.
#include "linter/report/shown_line.h"

#include <algorithm>

namespace mountlint::report {
namespace {

constexpr std::string_view ellipsis = "...";
constexpr int ellipsis_width = 3;

bool continues_character(std::string_view bytes, std::uint32_t at) {
  return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xc0) == 0x80;
}

// Moves into a character only as far as one can be long.
std::uint32_t next_character(std::string_view bytes, std::uint32_t at) {
  for (int i = 0; i < 3 && continues_character(bytes, at); ++i) ++at;
  return at;
}

Span clamped(Span span, const Span& line) {
  span.begin = std::clamp(span.begin, line.begin, line.end);
  span.end = std::clamp(span.end, span.begin, line.end);
  return span;
}

}  // namespace

ShownLine::ShownLine(const SourceFile& file, std::uint32_t line, Span anchor, int width) : line_(file.line(line)) {
  anchor = clamped(anchor, line_);
  const auto reach = static_cast<std::uint32_t>(width) * 8;
  const std::uint32_t begin = anchor.begin - line_.begin > reach ? anchor.begin - reach : line_.begin;
  const std::uint32_t end = line_.end - anchor.begin > reach ? anchor.begin + reach : line_.end;
  cut_left_ = begin > line_.begin;
  cut_right_ = end < line_.end;
  const std::string_view bytes = file.text().substr(0, line_.end);
  read(bytes, cut_left_ ? next_character(bytes, begin) : begin, end);
  trim(anchor, width);
}

void ShownLine::read(std::string_view bytes, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t at = begin;
  int column = 0;
  while (at < end) {
    cells_.push_back({at, column, glyph_at(bytes, at)});
    column += cells_.back().glyph.width;
    at += cells_.back().glyph.size;
  }
  end_ = at;
  end_column_ = column;
}

void ShownLine::trim(Span anchor, int width) {
  if (!cut_left_ && !cut_right_ && end_column_ <= width) return compose("", "");
  const int first = column_of(anchor.begin), last = column_of(anchor.end);
  int left = 0;
  if (cut_left_ || last + ellipsis_width > width) {
    const int margin = std::max(0, width - 2 * ellipsis_width - (last - first)) / 2;
    left = std::max(0, first - margin);
    if (!cut_right_) left = std::min(left, std::max(0, end_column_ - (width - ellipsis_width)));
  }
  cut_left_ = cut_left_ || left > 0;
  int room = width - (cut_left_ ? ellipsis_width : 0);
  cut_right_ = cut_right_ || end_column_ - left > room;
  if (cut_right_) room -= ellipsis_width;

  const auto outside = [&](const Cell& cell) {
    return cell.column < left || cell.column + std::max(1, cell.glyph.width) > left + room;
  };
  const auto behind = std::find_if(cells_.rbegin(), cells_.rend(), [&](const Cell& cell) { return !outside(cell); });
  if (behind != cells_.rbegin()) end_ = std::prev(behind)->offset;
  std::erase_if(cells_, outside);
  compose(std::string(cut_left_ ? ellipsis : ""), std::string(cut_right_ ? ellipsis : ""));
}

void ShownLine::compose(const std::string& prefix, const std::string& suffix) {
  text_ = prefix;
  int column = static_cast<int>(prefix.size());
  for (Cell& cell : cells_) {
    cell.column = column;
    column += cell.glyph.width;
    text_ += cell.glyph.text;
  }
  end_column_ = column;
  text_ += suffix;
}

int ShownLine::column_of(std::uint32_t offset) const {
  const auto cell = std::lower_bound(cells_.begin(), cells_.end(), offset,
                                     [](const Cell& a, std::uint32_t b) { return a.offset < b; });
  return cell == cells_.end() ? end_column_ : cell->column;
}

std::optional<Columns> ShownLine::columns(Span span) const {
  span = clamped(span, line_);
  const bool before = cut_left_ && !cells_.empty() && span.begin < cells_.front().offset;
  if (before && span.end <= cells_.front().offset) return std::nullopt;
  if (cut_right_ && span.begin >= end_) return std::nullopt;
  const int begin = column_of(span.begin);
  return Columns{begin, std::max(begin + 1, column_of(span.end))};
}

}  // namespace mountlint::report
