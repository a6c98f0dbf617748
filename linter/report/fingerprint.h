// Keys that stay the same when lines move: how consumers tell an old finding from a new one.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "linter/lint.h"

namespace mountlint::report {

// GitHub's `primaryLocationLineHash` of each line, line 1 first. A lone `\r` ends a line here.
std::vector<std::string> line_hashes(std::string_view text);

// Keys over the rule, the path, and the subject or else the evidence without its blanks. Never over the message (a
// better wording would make every finding new) nor over line numbers. Equal keys get a count, so each is unique.
class StableKeys {
 public:
  std::string key(const Finding& finding, const SourceFile* file);

 private:
  std::map<std::string, unsigned> seen_;
};

}  // namespace mountlint::report
