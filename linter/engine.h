// Runs rules over a workspace and settles what they found.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "linter/config.h"
#include "linter/finding.h"
#include "linter/model/workspace.h"
#include "linter/rule.h"
#include "linter/rule_states.h"

namespace mountlint {

struct CheckInput {
  const Workspace& workspace;
  Sources& sources;
  Configs& configs;
  const RuleList& rules;
  Selection selection = {};
  std::vector<std::string> named_files = {};  // sorted; findings elsewhere move to the place that brought the file in
  // Excluded files are context, too, but nothing is said about them.
  std::function<bool(const std::string& path)> is_excluded = {};
  unsigned threads = 1;
};

struct Settled {
  std::vector<Finding> findings;       // suppressed ones removed, unified, sorted by path, place and rule
  std::vector<const Rule*> rules_run;  // those that were enabled somewhere
  std::size_t suppressed = 0;
};

// Phases check and settle.
Settled check(const CheckInput& input);

}  // namespace mountlint
