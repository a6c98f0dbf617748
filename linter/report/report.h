// The writers: Report -> string, one pure function each. Paths, lines and columns are made here.
#pragma once

#include <string>
#include <string_view>

#include "linter/lint.h"

namespace mountlint::report {

struct Style {
  bool color = false;
  bool links = false;       // OSC 8
  int width = 100;          // of the terminal, in columns
  Severity min_severity = Severity::info;
};

std::string text(const Report& report, const Style& style);      // header, excerpt with carets, help
std::string concise(const Report& report, const Style& style);   // path:line:column: severity: message [rule]
std::string json(const Report& report, const Style& style);      // docs/json-schema.json
std::string github(const Report& report, const Style& style);    // workflow commands
std::string sarif(const Report& report, const Style& style);     // 2.1.0

// "Found 3 errors, 2 warnings in 4 files (1 suppressed)." or "No findings in 4 files."
std::string summary(const Report& report, const Style& style);

}  // namespace mountlint::report
