// Lines of one file with what is marked in them.
#pragma once

#include <string>
#include <vector>

#include "linter/report/paint.h"
#include "parsers/source.h"

namespace mountlint::report {

struct Mark {
  Span span;
  std::string label;     // may be empty
  bool primary = false;  // `^` instead of `-`
};

struct ExcerptStyle {
  Paint paint;
  Severity severity;  // colour of the primary mark
  int gutter;         // columns for line numbers
  int width;          // of the terminal
};

// Shows the first line of each mark. Of a span of several lines the underline ends in `…`. Lines between are left out:
// one is shown, for more there is `...`.
std::string excerpt(const SourceFile& file, std::vector<Mark> marks, const ExcerptStyle& style);

// The empty gutter line that frames an excerpt.
std::string gutter_line(const ExcerptStyle& style);

}  // namespace mountlint::report
