// A span that is invalid, or of a file that the report does not hold, is no place; writers leave it out.
#include "linter/report/locate.h"

#include <fmt/format.h>

#include "linter/report/width.h"

namespace mountlint::report {

std::vector<const Finding*> shown(const Report& report, const Style& style) {
  std::vector<const Finding*> out;
  for (const Finding& finding : report.findings)
    if (finding.severity >= style.min_severity) out.push_back(&finding);
  return out;
}

const SourceFile* source_of(const Report& report, Span span) {
  const auto index = static_cast<std::size_t>(span.file);
  return index < report.sources.size() ? report.sources[index].get() : nullptr;
}

std::optional<Location> locate(const Report& report, Span span, Unit unit) {
  const SourceFile* file = source_of(report, span);
  if (!file) return std::nullopt;
  return Location{file, region(*file, span, unit)};
}

Counts count(const std::vector<const Finding*>& findings) {
  Counts counts;
  for (const Finding* finding : findings) {
    if (finding->severity == Severity::error) ++counts.errors;
    if (finding->severity == Severity::warning) ++counts.warnings;
    if (finding->severity == Severity::info) ++counts.infos;
  }
  return counts;
}

std::string shown_place(const Location& location) {
  const Position& begin = location.region.begin;
  return fmt::format("{}:{}:{}", sanitized(location.file->path()), begin.line, begin.column);
}

}  // namespace mountlint::report
