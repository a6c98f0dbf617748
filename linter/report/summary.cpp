// The last line: how many findings in how many files. Counts what is shown, so that the number fits what stands above.
#include <fmt/format.h>

#include "linter/report/locate.h"

namespace mountlint::report {
namespace {

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string list(const Counts& counts) {
  std::string out;
  const auto add = [&](std::size_t number, std::string_view noun) {
    if (number > 0) out += (out.empty() ? "" : ", ") + counted(number, noun);
  };
  add(counts.errors, "error");
  add(counts.warnings, "warning");
  add(counts.infos, "info");
  return out;
}

}  // namespace

std::string summary(const Report& report, const Style& style) {
  const std::string found = list(count(shown(report, style)));
  const std::string what = found.empty() ? "No findings" : "Found " + found;
  const std::string suppressed = report.suppressed > 0 ? fmt::format(" ({} suppressed)", report.suppressed) : "";
  return fmt::format("{} in {}{}.\n", what, counted(report.files_linted, "file"), suppressed);
}

}  // namespace mountlint::report
