// Expectations are read by position, not with a pattern: severity, `[id]`, then `@..`, `"..."` and `fix=` in any order.
#include "tests/support/expectation.h"

#include <charconv>

#include "linter/report/position.h"

namespace mountlint::test {
namespace {

constexpr std::string_view expect_mark = "# expect: ", note_mark = "# expect-note: ";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// Reads a number from the front.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// `3-9` or `3-5:9`
std::optional<Columns> take_columns(std::string_view& text) {
  const auto begin = take_number(text);
  if (!begin || !take(text, '-')) return std::nullopt;
  auto end = take_number(text);
  if (!end) return std::nullopt;
  if (!take(text, ':')) return Columns{*begin, 0, *end};
  const auto column = take_number(text);
  return column ? std::optional(Columns{*begin, *end, *column}) : std::nullopt;
}

// Everything between the first and the last quote.
std::optional<std::string> take_quoted(std::string_view& text) {
  const std::size_t last = text.rfind('"');
  if (!text.starts_with('"') || last == 0) return std::nullopt;
  std::string part(text.substr(1, last - 1));
  text.remove_prefix(last + 1);
  return part;
}

bool take_detail(std::string_view& text, Expectation& out) {
  if (take(text, '@')) return (out.columns = take_columns(text)).has_value();
  if (text.starts_with('"')) {
    const std::optional<std::string> part = take_quoted(text);
    if (part) out.part = *part;
    return part.has_value();
  }
  for (std::string_view grade : {"safe", "unsafe"}) {
    if (!text.starts_with("fix=") || !text.substr(4).starts_with(grade)) continue;
    out.fix = grade;
    text.remove_prefix(4 + grade.size());
    return true;
  }
  return false;
}

// `warning[id] @3-9 "part" fix=unsafe`
std::optional<Expectation> parse_finding(std::string_view text) {
  Expectation out;
  const std::size_t open = text.find('['), close = text.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  out.severity = text.substr(0, open);
  out.rule = text.substr(open + 1, close - open - 1);
  if (!severity_named(out.severity)) return std::nullopt;
  text = trimmed(text.substr(close + 1));
  while (!text.empty()) {
    if (!take_detail(text, out)) return std::nullopt;
    text = trimmed(text);
  }
  return out;
}

// `Dockerfile:7:1 "part"`, or `- "part"`
std::optional<ExpectedNote> parse_note(std::string_view text) {
  ExpectedNote note;
  const std::size_t blank = text.find(' ');
  std::string_view place = text.substr(0, blank);
  std::string_view rest = blank == std::string_view::npos ? std::string_view() : trimmed(text.substr(blank));
  if (!rest.empty()) {
    const std::optional<std::string> part = take_quoted(rest);
    if (!part || !rest.empty()) return std::nullopt;
    note.part = *part;
  }
  if (place == "-") return note;
  const std::size_t second = place.rfind(':'), first = second ? place.rfind(':', second - 1) : second;
  if (first == std::string_view::npos || first == second) return std::nullopt;
  note.path = place.substr(0, first);
  std::string_view line = place.substr(first + 1, second - first - 1), column = place.substr(second + 1);
  note.line = take_number(line).value_or(0);
  note.column = take_number(column).value_or(0);
  return note.line && note.column ? std::optional(note) : std::nullopt;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool is_expectation_line(std::string_view line) {
  const std::string_view text = trimmed(line);
  return text.starts_with("# expect:") || text.starts_with("# expect-note:");
}

// The line that a comment on line `index` is about: its own, if something stands before it, else the next other one.
std::uint32_t target_line(const std::vector<std::string_view>& lines, std::size_t index) {
  while (index < lines.size() && is_expectation_line(lines[index])) ++index;
  return static_cast<std::uint32_t>(index + 1);
}

void add_note(std::string_view text, const std::string& where, ParsedExpectations& out) {
  const std::optional<ExpectedNote> note = parse_note(text);
  if (!note || out.list.empty()) {
    out.errors.push_back(where + ": unreadable note: " + std::string(text));
  } else {
    out.list.back().notes.push_back(*note);
  }
}

std::string place_of(const Expectation& found) { return fmt::format("{}:{}", found.path, found.line); }

std::string without_root(std::string_view path) { return std::string(path.starts_with('/') ? path.substr(1) : path); }

ExpectedNote found_note(const Note& note, const Report& report) {
  if (!note.span.valid()) return {{}, 0, 0, note.message};
  const SourceFile& source = report.source(note.span);
  const report::Region region = report::region(source, note.span, report::Unit::characters);
  return {without_root(source.path()), region.begin.line, region.begin.column, note.message};
}

Expectation found(const Finding& finding, const Report& report) {
  Expectation out;
  const SourceFile& source = report.source(finding.span);
  const report::Region region = report::region(source, finding.span, report::Unit::characters);
  out.path = without_root(source.path());
  out.line = region.begin.line;
  out.severity = name_of(finding.severity);
  out.rule = std::string_view(finding.rule->id);
  const bool one_line = region.begin.line == region.end.line;
  out.columns = Columns{region.begin.column, one_line ? 0 : region.end.line, region.end.column};
  out.part = finding.message;
  if (finding.fix) out.fix = finding.fix->applicability == Applicability::safe ? "safe" : "unsafe";
  for (const Note& note : finding.notes) out.notes.push_back(found_note(note, report));
  return out;
}

bool matches(const ExpectedNote& expected, const ExpectedNote& found) {
  return expected.path == found.path && expected.line == found.line && expected.column == found.column &&
         found.part.find(expected.part) != std::string::npos;
}

std::string shown(const Expectation& found) {
  std::string text = fmt::format("{}[{}]", found.severity, found.rule);
  if (found.columns && found.columns->end_line) {
    text += fmt::format(" @{}-{}:{}", found.columns->begin, found.columns->end_line, found.columns->end);
  } else if (found.columns) {
    text += fmt::format(" @{}-{}", found.columns->begin, found.columns->end);
  }
  if (!found.part.empty()) text += fmt::format(" \"{}\"", found.part);
  if (!found.fix.empty()) text += " fix=" + found.fix;
  return text;
}

std::string shown(const ExpectedNote& note) {
  const std::string place = note.path.empty() ? "-" : fmt::format("{}:{}:{}", note.path, note.line, note.column);
  return fmt::format("{} \"{}\"", place, note.part);
}

}  // namespace

ParsedExpectations expectations_in(const std::string& path, std::string_view text) {
  ParsedExpectations out;
  const std::vector<std::string_view> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string where = fmt::format("{}:{}", path, i + 1);
    const std::size_t note = lines[i].find(note_mark), mark = lines[i].find(expect_mark);
    if (note != std::string_view::npos) {
      add_note(trimmed(lines[i].substr(note + note_mark.size())), where, out);
    } else if (mark != std::string_view::npos) {
      std::optional<Expectation> finding = parse_finding(trimmed(lines[i].substr(mark + expect_mark.size())));
      if (!finding) out.errors.push_back(where + ": unreadable expectation");
      if (!finding) continue;
      finding->path = path;
      finding->line = target_line(lines, i);
      out.list.push_back(std::move(*finding));
    }
  }
  return out;
}

ParsedExpectations sidecar_expectations(std::string_view text) {
  ParsedExpectations out;
  for (std::string_view raw : lines_of(text)) {
    std::string_view line = trimmed(raw);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("note ")) {
      add_note(trimmed(line.substr(5)), "sidecar", out);
      continue;
    }
    const std::size_t space = line.find(": "),
                      colon = space == std::string_view::npos ? space : line.rfind(':', space - 1);
    std::optional<Expectation> finding;
    if (colon != std::string_view::npos) finding = parse_finding(trimmed(line.substr(space + 2)));
    if (!finding) {
      out.errors.push_back("sidecar: unreadable line: " + std::string(line));
      continue;
    }
    std::string_view number = line.substr(colon + 1);
    finding->path = line.substr(0, colon);
    finding->line = take_number(number).value_or(0);
    out.list.push_back(std::move(*finding));
  }
  return out;
}

std::vector<Expectation> found_in(const Report& report) {
  std::vector<Expectation> list;
  for (const Finding& finding : report.findings) list.push_back(found(finding, report));
  return list;
}

bool matches(const Expectation& expected, const Expectation& found) {
  if (expected.path != found.path || expected.line != found.line || expected.severity != found.severity) return false;
  if (expected.rule != found.rule || expected.fix != found.fix) return false;
  if (expected.columns && expected.columns != found.columns) return false;
  if (found.part.find(expected.part) == std::string::npos) return false;
  for (const ExpectedNote& note : expected.notes) {
    bool any = false;
    for (const ExpectedNote& other : found.notes) any = any || matches(note, other);
    if (!any) return false;
  }
  return true;
}

std::string as_comment(const Expectation& found) {
  std::string text = std::string(expect_mark) + shown(found);
  for (const ExpectedNote& note : found.notes) text += "\n" + std::string(note_mark) + shown(note);
  return text;
}

std::string as_line(const Expectation& found) {
  std::string text = fmt::format("{}: {}", place_of(found), shown(found));
  for (const ExpectedNote& note : found.notes) text += "\n  note " + shown(note);
  return text;
}

}  // namespace mountlint::test
