// Every rule has one state per path. The config says what a project wants, the command line what one run wants.
#include "linter/rule_states.h"

#include <algorithm>

namespace mountlint {
namespace {

template <class T>
bool holds(const std::vector<T>& list, T item) {
  return std::ranges::find(list, item) != list.end();
}

void sort_out(const std::vector<std::string>& words, const RuleList& rules, std::vector<const Rule*>& ids,
              std::vector<Category>& categories) {
  for (const std::string& word : words) {
    if (const Rule* rule = rules.find(word))
      ids.push_back(rule);
    else if (const auto category = category_named(word))
      categories.push_back(*category);
  }
}

}  // namespace

std::vector<std::string> selection_errors(const Selection& selection, const RuleList& rules) {
  std::vector<std::string> out;
  for (const auto* words : {&selection.select, &selection.ignore})
    for (const std::string& word : *words)
      if (std::string error = unknown_rule(word, rules); !error.empty()) out.push_back(std::move(error));
  return out;
}

RuleStates::RuleStates(const Selection& selection, const RuleList& rules) {
  sort_out(selection.select, rules, selected_, selected_categories_);
  sort_out(selection.ignore, rules, ignored_, ignored_categories_);
}

RuleStates::Choice RuleStates::choice(const Rule& rule) const {
  if (holds(ignored_, &rule)) return Choice::off;
  if (holds(selected_, &rule)) return Choice::on;
  if (holds(ignored_categories_, rule.category)) return Choice::off;
  if (holds(selected_categories_, rule.category)) return Choice::keep;
  return selected_.empty() && selected_categories_.empty() ? Choice::keep : Choice::off;
}

RuleState RuleStates::of(const Rule& rule, const Config& config, std::string_view path) const {
  RuleState state{rule.enabled_by_default, std::nullopt};
  for (const PathSettings& settings : config.settings) {
    if (!settings.paths.empty() && !config.match(settings.paths, path)) continue;
    for (const RuleSetting& setting : settings.rules) {
      if (setting.rule != &rule) continue;
      if (setting.enabled) state.enabled = *setting.enabled;
      if (setting.severity) state.severity = setting.severity;
    }
  }
  const Choice chosen = choice(rule);
  if (chosen == Choice::on || chosen == Choice::off) state.enabled = chosen == Choice::on;
  return state;
}

bool RuleStates::may_run(const Rule& rule, const Config& config) const {
  const Choice chosen = choice(rule);
  if (chosen == Choice::on || chosen == Choice::off) return chosen == Choice::on;
  bool everywhere = rule.enabled_by_default, somewhere = false;
  for (const PathSettings& settings : config.settings)
    for (const RuleSetting& setting : settings.rules) {
      if (setting.rule != &rule || !setting.enabled) continue;
      if (settings.paths.empty())
        everywhere = *setting.enabled;
      else
        somewhere |= *setting.enabled;
    }
  return everywhere || somewhere;
}

}  // namespace mountlint
