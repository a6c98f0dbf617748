// Which rules run, and with which severity: defaults, then the config, then the command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/config.h"
#include "linter/rule.h"

namespace mountlint {

// `--select` and `--ignore`: ids or categories. Beats the config. What names a rule beats what names its category, and
// of equals `ignore` beats `select`. A selected category does not switch on what is off.
struct Selection {
  std::vector<std::string> select, ignore;
};

// One line per word that is no rule and no category.
std::vector<std::string> selection_errors(const Selection& selection, const RuleList& rules);

struct RuleState {
  bool enabled = true;
  std::optional<Severity> severity;  // of the config: replaces the computed one
};

class RuleStates {
 public:
  RuleStates(const Selection& selection, const RuleList& rules);

  // For a finding in the file at `path` (absolute).
  RuleState of(const Rule& rule, const Config& config, std::string_view path) const;
  // False if no path could enable it.
  bool may_run(const Rule& rule, const Config& config) const;

 private:
  enum class Choice : std::uint8_t { keep, on, off };
  Choice choice(const Rule& rule) const;

  std::vector<const Rule*> selected_, ignored_;
  std::vector<Category> selected_categories_, ignored_categories_;
};

}  // namespace mountlint
