// Says what is wrong where a run stopped, in the words of somebody who wrote the file.
#pragma once

#include "parsers/syntax_error.h"
#include "parsers/yaml/builder.h"

namespace mountlint::yaml {

struct Diagnosis {
  SyntaxError error;
  std::uint32_t entry = 0;  // a byte of the entry that must be left out to read on
  bool is_tab = false;
  bool many_lines = false;  // the same mistake may go on in the lines below (indentation)
};

Diagnosis diagnose(const SourceFile& source, const Builder& builder);

}  // namespace mountlint::yaml
