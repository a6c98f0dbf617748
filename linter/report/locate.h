// What every writer asks of a Report: which findings, where, how many.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "linter/report/position.h"
#include "linter/report/report.h"

namespace mountlint::report {

// The findings that `style` shows, in the order of the report.
std::vector<const Finding*> shown(const Report& report, const Style& style);

// The file of a span; null for a span that stands nowhere.
const SourceFile* source_of(const Report& report, Span span);

struct Location {
  const SourceFile* file;
  Region region;
};
std::optional<Location> locate(const Report& report, Span span, Unit unit);

struct Counts {
  std::size_t errors = 0, warnings = 0, infos = 0;
};
Counts count(const std::vector<const Finding*>& findings);

// "compose.yaml:4:9", ready for a terminal.
std::string shown_place(const Location& location);

}  // namespace mountlint::report
