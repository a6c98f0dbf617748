// What a fixture says should be found, and what was found, in one form that can be compared and pasted.
//
//   # expect: warning[unused-volume] @3-9 "never mounted" fix=unsafe
//   # expect-note: Dockerfile:7:1 "installed here"
//
// stands on a line of its own before the line it is about, stacked if there are several, or (in YAML) behind it. The
// columns are one-based characters, the second one exclusive; `@3-5:9` ends at column 9 of line 5. Severity and id must
// fit, the message must contain the part, and without `fix=` there must be no fix. Columns, part and notes are
// optional.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/lint.h"

namespace mountlint::test {

struct Columns {
  std::uint32_t begin = 0, end_line = 0, end = 0;  // end_line 0: the line it begins on
  friend bool operator==(const Columns&, const Columns&) = default;
};

// A second place; without a path it is a note without a place.
struct ExpectedNote {
  std::string path;
  std::uint32_t line = 0, column = 0;
  std::string part;
};

// One expected finding, or (from a report) one that was found: then `part` is the whole message.
struct Expectation {
  std::string path;
  std::uint32_t line = 0;
  std::string severity, rule;
  std::optional<Columns> columns;
  std::string part;
  std::string fix;  // empty, "safe" or "unsafe"
  std::vector<ExpectedNote> notes;
};

struct ParsedExpectations {
  std::vector<Expectation> list;
  std::vector<std::string> errors;  // comments that look like expectations and are none
};

// The expectations in the comments of one file.
ParsedExpectations expectations_in(const std::string& path, std::string_view text);

// A sidecar: lines such as `compose.yaml:5: error[id] @3-9 "part"`, notes behind theirs as `note Dockerfile:7:1
// "part"`.
ParsedExpectations sidecar_expectations(std::string_view text);

// The findings of a report in this form, in its order. Paths lose a leading `/`.
std::vector<Expectation> found_in(const Report& report);

// True if `found` is what `expected` describes.
bool matches(const Expectation& expected, const Expectation& found);

// `# expect: ..`, to be pasted. With the place in front, for messages and sidecars: `compose.yaml:5: error[..] ..`.
std::string as_comment(const Expectation& found);
std::string as_line(const Expectation& found);

}  // namespace mountlint::test
