// Draws as rustc and ruff do. Marks of one line share an underline as long as their labels do not meet.
#include "linter/report/excerpt.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "linter/report/shown_line.h"

namespace mountlint::report {
namespace {

constexpr int least_width = 20;

struct Underline {
  Columns columns;
  const Mark* mark;
  bool continues;  // on the next line
};
using Row = std::vector<Underline>;

class Drawer {
 public:
  Drawer(const SourceFile& file, const ExcerptStyle& style) : file_(file), style_(style) {}

  void draw(std::uint32_t line, std::vector<const Mark*> marks) {
    bridge(line);
    while (!marks.empty()) draw_what_fits(line, marks);
    previous_ = line;
  }
  std::string take() { return std::move(out_); }

 private:
  void bridge(std::uint32_t line) {
    if (previous_ == 0 || line <= previous_ + 1) return;
    if (line > previous_ + 2) {
      out_ += style_.paint.frame("...") + "\n";
      return;
    }
    const std::uint32_t between = previous_ + 1;
    source(between, ShownLine(file_, between, file_.line(between).at_begin(), room()).text());
  }

  // Of a long line only a part is shown. What stands elsewhere in it stays in `marks`.
  void draw_what_fits(std::uint32_t line, std::vector<const Mark*>& marks) {
    const ShownLine shown(file_, line, marks.front()->span, room());
    source(line, shown.text());
    std::vector<Row> rows;
    std::vector<const Mark*> left;
    for (const Mark* mark : marks) {
      const std::optional<Columns> columns = shown.columns(mark->span);
      if (columns)
        place(rows, {*columns, mark, continues(line, mark->span)});
      else if (mark != marks.front())
        left.push_back(mark);
    }
    for (const Row& row : rows) underline(row);
    marks = std::move(left);
  }

  static void place(std::vector<Row>& rows, const Underline& underline) {
    if (!rows.empty()) {
      const Underline& last = rows.back().back();
      if (last.mark->label.empty() && !last.continues && underline.columns.begin > last.columns.end) {
        rows.back().push_back(underline);
        return;
      }
    }
    rows.push_back({underline});
  }

  bool continues(std::uint32_t line, Span span) const {
    return line < file_.line_count() && span.end > file_.line(line + 1).begin;
  }

  int room() const { return std::max(least_width, style_.width - style_.gutter - 3); }

  void source(std::uint32_t line, const std::string& text) {
    out_ += style_.paint.frame(fmt::format("{:>{}} |", line, style_.gutter));
    out_ += (text.empty() ? "" : " ") + text + "\n";
  }

  void underline(const Row& row) {
    out_ += style_.paint.frame(fmt::format("{:{}} |", "", style_.gutter)) + " ";
    int at = 0;
    for (const Underline& each : row) {
      out_.append(static_cast<std::size_t>(each.columns.begin - at), ' ');
      out_ += painted(each);
      at = each.columns.end;
    }
    out_ += "\n";
  }

  std::string painted(const Underline& underline) const {
    const Mark& mark = *underline.mark;
    const auto size = static_cast<std::size_t>(underline.columns.end - underline.columns.begin);
    std::string text(size, mark.primary ? '^' : '-');
    if (underline.continues) text += "…";
    if (!mark.label.empty()) text += " " + mark.label;
    return mark.primary ? style_.paint.of(style_.severity, text) : style_.paint.frame(text);
  }

  const SourceFile& file_;
  const ExcerptStyle& style_;
  std::uint32_t previous_ = 0;
  std::string out_;
};

}  // namespace

std::string excerpt(const SourceFile& file, std::vector<Mark> marks, const ExcerptStyle& style) {
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.primary > b.primary; });
  std::map<std::uint32_t, std::vector<const Mark*>> lines;
  for (const Mark& mark : marks) lines[file.line_of(mark.span.begin)].push_back(&mark);
  Drawer drawer(file, style);
  for (auto& [line, in_line] : lines) drawer.draw(line, std::move(in_line));
  return gutter_line(style) + drawer.take();
}

std::string gutter_line(const ExcerptStyle& style) {
  return style.paint.frame(fmt::format("{:{}} |", "", style.gutter)) + "\n";
}

}  // namespace mountlint::report
