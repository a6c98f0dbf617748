// Rules that are off by default are switched on by their own fixtures: they are selected by id.
#include "tests/support/rule_set.h"

#include "rules/rules.h"

namespace mountlint::test {

static bool is_syntax_rule(std::string_view id) { return id == "compose-syntax" || id == "dockerfile-syntax"; }

static bool needs_all_rules(std::string_view id) { return id == "unused-suppression" || id == "invalid-suppression"; }

RuleSet RuleSet::with(std::string_view id) {
  RuleSet set;
  for (const Rule* rule : all_rules()) {
    if (needs_all_rules(id) || rule->id == id || is_syntax_rule(rule->id)) set.rules_.push_back(rule);
  }
  return set;
}

Report lint_all(const FileSystem& files, const RuleList& rules) {
  LintOptions options;
  options.paths = {"/"};
  options.threads = 1;
  for (const Rule* rule : rules) options.selection.select.emplace_back(std::string_view(rule->id));
  return lint(options, files, rules);
}

}  // namespace mountlint::test
