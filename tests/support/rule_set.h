// A part of the rules, for tests of one of them.
#pragma once

#include <string_view>
#include <vector>

#include "linter/lint.h"
#include "linter/rule.h"

namespace mountlint::test {

class RuleSet {
 public:
  // The rule and the syntax rules. The rules about suppressions need something to suppress: they run with all rules.
  static RuleSet with(std::string_view id);
  RuleList list() const { return {rules_.data(), rules_.size()}; }

 private:
  std::vector<const Rule*> rules_;
};

// Lints everything at `/`.
Report lint_all(const FileSystem& files, const RuleList& rules);

}  // namespace mountlint::test
