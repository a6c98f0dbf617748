#pragma once

#include <string_view>
#include <vector>

#include "parsers/source.h"

namespace mountlint {

// One comment of a Dockerfile or YAML file.
struct Comment {
  Span span;      // from `#` to the end of the line, without the line ending
  bool trailing;  // something else stands before it on its line (YAML only)
};

using Comments = std::vector<Comment>;

}  // namespace mountlint
