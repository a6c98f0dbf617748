// Which comment suppresses a finding, and which comments suppressed nothing.
#include "linter/suppression_index.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace mountlint {

SuppressionIndex::SuppressionIndex(const Workspace& workspace, Sources& sources, const RuleList& rules)
    : sources_(sources) {
  std::set<const void*> seen;
  for (const auto& project : workspace.projects)
    for (const SourcePtr& source : project->file->sources)
      if (seen.insert(source.get()).second) add(source->id(), read_suppressions(sources.yaml(source), rules));
  for (const auto& dockerfile : workspace.dockerfiles)
    add(dockerfile->file->source->id(), read_suppressions(*dockerfile->file, rules));
  index();
}

void SuppressionIndex::add(FileId file, Suppressions suppressions) {
  Suppressions& known = by_file_[file];
  std::ranges::move(suppressions.list, std::back_inserter(known.list));
  std::ranges::move(suppressions.invalid, std::back_inserter(known.invalid));
}

// The end of a target belongs to it: what is missing at the end of a line stands there.
void SuppressionIndex::index() {
  for (auto& [file, suppressions] : by_file_)
    for (Suppression& suppression : suppressions.list)
      for (SuppressedRule& entry : suppression.rules) {
        if (!entry.rule || suppression.target.empty()) continue;
        targets_[{file, entry.rule}].add(suppression.target.begin, suppression.target.end, entries_.size());
        entries_.push_back(&entry);
      }
  for (auto& [key, intervals] : targets_) intervals.sort();
}

bool SuppressionIndex::suppress(const Finding& finding) {
  const auto targets = targets_.find({finding.span.file, finding.rule});
  if (targets == targets_.end()) return false;
  const auto entry = targets->second.touching(finding.span.begin, finding.span.begin);
  return entry && (entries_[*entry]->used = true);
}

std::vector<Finding> SuppressionIndex::invalid() const {
  std::vector<Finding> out;
  for (const auto& [file, suppressions] : by_file_)
    out.insert(out.end(), suppressions.invalid.begin(), suppressions.invalid.end());
  return out;
}

std::vector<Finding> SuppressionIndex::unused(const Rule& unused, const MayJudge& may_judge) const {
  std::vector<Finding> out;
  for (const auto& [file, suppressions] : by_file_)
    for (const Suppression& suppression : suppressions.list) {
      // Whether `unused-suppression` itself suppresses something is open until the end.
      const auto judge = [&](const Rule& rule) { return &rule != &unused && may_judge(rule, suppression); };
      std::ranges::move(unused_parts(suppression, *sources_.at(file), unused, judge), std::back_inserter(out));
    }
  return out;
}

}  // namespace mountlint
