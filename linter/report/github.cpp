// Workflow commands: GitHub Actions makes annotations of them. Escaping is that of @actions/core. Columns are given
// only on one line: with two lines GitHub drops the annotation. The log view hides the properties, so the message
// says the place and the rule again.
#include <fmt/format.h>

#include "linter/report/locate.h"
#include "linter/report/width.h"

namespace mountlint::report {
namespace {

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return sanitized(out);
}

std::string escaped_data(std::string_view text) { return escaped(text, "%\r\n"); }
std::string escaped_property(std::string_view text) { return escaped(text, "%\r\n:,"); }

std::string_view level(Severity severity) { return severity == Severity::info ? "notice" : name_of(severity); }

std::string place(const Location& location) {
  const auto& [begin, end] = location.region;
  const std::string file = escaped_property(location.file->path());
  if (begin.line != end.line) return fmt::format("file={},line={},endLine={},", file, begin.line, end.line);
  return fmt::format("file={},line={},col={},endLine={},endColumn={},", file, begin.line, begin.column, end.line,
                     end.column);
}

std::string command(const Report& report, const Finding& finding) {
  const std::optional<Location> location = locate(report, finding.span, Unit::characters);
  std::string message;
  if (location) {
    const Position& begin = location->region.begin;
    message = fmt::format("{}:{}:{}: ", location->file->path(), begin.line, begin.column);
  }
  message += fmt::format("{} [{}]", finding.message, std::string_view(finding.rule->id));
  return fmt::format("::{} {}title={}::{}\n", level(finding.severity), location ? place(*location) : "",
                     escaped_property(finding.rule->id), escaped_data(message));
}

}  // namespace

std::string github(const Report& report, const Style& style) {
  std::string out;
  for (const Finding* finding : shown(report, style)) out += command(report, *finding);
  return out;
}

}  // namespace mountlint::report
