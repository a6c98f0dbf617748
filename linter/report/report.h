// The writers: Report -> string, one pure function each. Paths, lines and columns are made here.
//
// What these return may go to a terminal as it is: no character of a linted file can move the cursor or hide text.
#pragma once

#include <string>
#include <string_view>

#include "linter/lint.h"

namespace mountlint::report {

struct Style {
  bool color = false;
  bool links = false;  // OSC 8
  int width = 100;     // of the terminal, in columns; 0 or less: unknown
  Severity min_severity = Severity::info;
};

// Header, excerpt with carets, help. A blank line follows each finding, the last one too: the summary may come next.
std::string text(const Report& report, const Style& style);
// `path:line:column: severity: message [rule]`, one line each.
std::string concise(const Report& report, const Style& style);
// One object, described by docs/json-schema.json.
std::string json(const Report& report, const Style& style);
// Workflow commands of GitHub Actions.
std::string github(const Report& report, const Style& style);
// SARIF 2.1.0.
std::string sarif(const Report& report, const Style& style);

// One line with its line break: "Found 3 errors, 2 warnings in 4 files (1 suppressed)." or "No findings in 4 files."
std::string summary(const Report& report, const Style& style);

}  // namespace mountlint::report
