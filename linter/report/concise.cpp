// One line for each finding, in the form that compilers have: editors and problem matchers read it.
#include <fmt/format.h>

#include "linter/report/locate.h"
#include "linter/report/width.h"

namespace mountlint::report {

std::string concise(const Report& report, const Style& style) {
  std::string out;
  for (const Finding* finding : shown(report, style)) {
    const std::optional<Location> location = locate(report, finding->span, Unit::characters);
    if (location) out += shown_place(*location) + ": ";
    out += fmt::format("{}: {} [{}]\n", name_of(finding->severity), sanitized(finding->message),
                       std::string_view(finding->rule->id));
  }
  return out;
}

}  // namespace mountlint::report
