// The options of `# check=`: which build checks are skipped, and whether they are errors.
#pragma once

#include <vector>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

struct CheckOptions {
  bool skip_all = false;
  std::vector<Text> skip;  // names of BuildKit's checks, as written
  bool experimental_all = false;
  std::vector<Text> experimental;
  bool error = false;  // `error=true`: what a check finds fails the build
};

// Takes the value of the directive. BuildKit reads it up to the first blank.
CheckOptions read_check_options(const Text& value, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
