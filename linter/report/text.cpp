// For people in a terminal:
//
//   warning[rule]: message
//     --> compose.yaml:12:9
//      |
//   12 |       - /data
//      |         ^^^^^
//      |
//      = help: what to type
//
// At most `most_notes` notes are shown, and one line for each place: no finding floods the screen.
#include <algorithm>

#include <fmt/format.h>

#include "linter/explain.h"
#include "linter/report/excerpt.h"
#include "linter/report/locate.h"
#include "linter/report/width.h"

namespace mountlint::report {
namespace {

constexpr std::size_t most_notes = 6;
constexpr int usual_width = 100;

// The places of a finding, the one of the primary first; each file once.
struct Group {
  const SourceFile* file;
  std::vector<Mark> marks;
};

class Writer {
 public:
  Writer(const Report& report, const Finding& finding, const Style& style)
      : report_(report),
        finding_(finding),
        style_(style),
        excerpt_{Paint(style.color), finding.severity, 1, style.width > 0 ? style.width : usual_width} {
    collect();
  }

  std::string write() {
    header();
    for (const Group& group : groups_) block(group);
    footer();
    return std::move(out_);
  }

 private:
  void collect() {
    if (source_of(report_, finding_.span)) add(finding_.span, "", true);
    for (const Note& note : shown_notes()) {
      if (source_of(report_, note.span))
        add(note.span, sanitized(note.message), false);
      else
        remarks_.push_back(note.message);
    }
    const std::size_t hidden = finding_.notes.size() - shown_notes().size();
    if (hidden > 0) remarks_.push_back(fmt::format("and {} more", hidden));
  }

  std::vector<Note> shown_notes() const {
    const auto count = static_cast<std::ptrdiff_t>(std::min(most_notes, finding_.notes.size()));
    return {finding_.notes.begin(), finding_.notes.begin() + count};
  }

  void add(Span span, std::string label, bool primary) {
    const SourceFile* file = source_of(report_, span);
    const auto size = static_cast<std::uint32_t>(file->text().size());
    span.begin = std::min(span.begin, size);
    span.end = std::clamp(span.end, span.begin, size);
    auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& each) { return each.file == file; });
    if (group == groups_.end()) group = groups_.insert(group, {file, {}});
    group->marks.push_back({span, std::move(label), primary});
    const std::string number = std::to_string(file->line_of(span.begin));
    excerpt_.gutter = std::max(excerpt_.gutter, static_cast<int>(number.size()));
  }

  void header() {
    const std::string_view severity = name_of(finding_.severity);
    out_ += paint().of(finding_.severity, fmt::format("{}[", severity)) + rule() + paint().of(finding_.severity, "]") +
            paint().strong(": " + sanitized(finding_.message)) + "\n";
  }

  std::string rule() const {
    std::string name = paint().of(finding_.severity, finding_.rule->id);
    if (!style_.color || !style_.links) return name;
    return fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", rule_url(*finding_.rule), name);
  }

  void block(const Group& group) {
    const bool first = &group == &groups_.front();
    if (!first) out_ += gutter_line(excerpt_);
    const bool primary = group.marks.front().primary;
    const Location location{group.file, region(*group.file, group.marks.front().span, Unit::characters)};
    out_.append(static_cast<std::size_t>(excerpt_.gutter), ' ');
    out_ += paint().frame(primary ? "-->" : ":::") + " " + shown_place(location) + "\n";
    out_ += excerpt(*group.file, group.marks, excerpt_);
  }

  void footer() {
    const bool fix = finding_.fix && finding_.fix->title != finding_.help;
    if (finding_.help.empty() && !fix && remarks_.empty()) return;
    if (!groups_.empty()) out_ += gutter_line(excerpt_);
    if (!finding_.help.empty()) remark("help", finding_.help);
    if (fix)
      remark("fix", finding_.fix->title + (finding_.fix->applicability == Applicability::safe ? "" : " (unsafe)"));
    for (const std::string& text : remarks_) remark("note", text);
  }

  // `= help: text`; further lines of the text stand below its first one.
  void remark(std::string_view keyword, std::string_view text) {
    out_.append(static_cast<std::size_t>(excerpt_.gutter) + 1, ' ');
    out_ += paint().frame("=") + " " + paint().keyword(fmt::format("{}:", keyword));
    const std::string indent(static_cast<std::size_t>(excerpt_.gutter) + 5 + keyword.size(), ' ');
    for (std::size_t begin = 0, end; begin <= text.size(); begin = end + 1) {
      end = std::min(text.find('\n', begin), text.size());
      out_ += (begin == 0 ? " " : indent) + sanitized(text.substr(begin, end - begin)) + "\n";
    }
  }

  const Paint& paint() const { return excerpt_.paint; }

  const Report& report_;
  const Finding& finding_;
  const Style& style_;
  ExcerptStyle excerpt_;
  std::vector<Group> groups_;
  std::vector<std::string> remarks_;  // notes without a place
  std::string out_;
};

}  // namespace

std::string text(const Report& report, const Style& style) {
  std::string out;
  for (const Finding* finding : shown(report, style)) out += Writer(report, *finding, style).write() + "\n";
  return out;
}

}  // namespace mountlint::report
