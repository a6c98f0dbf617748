// Which comment suppresses a finding, and which comments suppressed nothing. The latter is only said where it is
// certain: what is not known today may be found tomorrow, and a comment that was taken out would have to be written
// again.
#include "linter/suppression_index.h"

#include <algorithm>
#include <set>

#include "linter/run_rules.h"

namespace mountlint {
namespace {

bool acts_on(const Suppression& suppression, Span span) {
  if (suppression.target.file != span.file) return false;
  const Span& target = suppression.target;
  // The end belongs to it: what is missing at the end of a line stands there.
  return !target.empty() && target.begin <= span.begin && span.begin <= target.end;
}

bool overlap(Span a, Span b) { return a.file == b.file && a.begin <= b.end && b.begin <= a.end; }

// A container over several files has parts of which the model does not keep the places.
bool may_touch(const Suppression& suppression, const Container& container) {
  if (suppression.whole_file || container.project->file->sources.size() > 1) return true;
  const Span key = container.place.span;
  const Span value = container.service ? container.service->place.span : key;
  return overlap(suppression.target, key) || overlap(suppression.target, value);
}

bool is_known(const Rule& rule, const Container& container) {
  const bool build_is_missing = container.has_build && !container.build;
  return container.complete && !build_is_missing && can_conclude(rule, container);
}

bool is_known(const Project& project, const Rule& rule, const Suppression& suppression) {
  const FileId file = suppression.comment.file;
  const auto is_here = [&](const SourcePtr& source) { return source->id() == file; };
  if (std::ranges::none_of(project.file->sources, is_here)) return true;
  if (!project.file->complete) return false;
  for (const auto& container : project.containers)
    if (may_touch(suppression, *container) && !is_known(rule, *container)) return false;
  const bool about_volumes = std::holds_alternative<CheckOf<Volume>>(rule.check);
  const auto users_known = [](const auto& volume) { return volume->users_known; };
  return !about_volumes || std::ranges::all_of(project.volumes, users_known);
}

// Rules that look at containers cannot speak where no container is built from the Dockerfile.
bool looks_at_containers(const Rule& rule) {
  return std::holds_alternative<CheckOf<Container>>(rule.check) || std::holds_alternative<CheckOf<Build>>(rule.check) ||
         std::holds_alternative<CheckOf<DataDirectory>>(rule.check);
}

bool is_linked(const Dockerfile& dockerfile) {
  return std::ranges::any_of(dockerfile.builds, [](const auto& build) { return build->container != nullptr; });
}

bool is_known(const Dockerfile& dockerfile, const Rule& rule, const Suppression& suppression) {
  if (dockerfile.file->source->id() != suppression.comment.file) return true;
  if (!dockerfile.file->complete || (looks_at_containers(rule) && !is_linked(dockerfile))) return false;
  return std::ranges::all_of(dockerfile.stages, [&](const auto& stage) { return can_conclude(rule, *stage); });
}

}  // namespace

SuppressionIndex::SuppressionIndex(const Workspace& workspace, Sources& sources, const RuleList& rules)
    : sources_(sources) {
  std::set<const void*> seen;
  for (const auto& project : workspace.projects)
    for (const SourcePtr& source : project->file->sources)
      if (seen.insert(source.get()).second) add(source->id(), read_suppressions(sources.yaml(source), rules));
  for (const auto& dockerfile : workspace.dockerfiles)
    add(dockerfile->file->source->id(), read_suppressions(*dockerfile->file, rules));
}

void SuppressionIndex::add(FileId file, Suppressions suppressions) {
  Suppressions& known = by_file_[file];
  std::ranges::move(suppressions.list, std::back_inserter(known.list));
  std::ranges::move(suppressions.invalid, std::back_inserter(known.invalid));
}

bool SuppressionIndex::suppress(const Finding& finding) {
  const auto found = by_file_.find(finding.span.file);
  if (found == by_file_.end()) return false;
  bool suppressed = false;
  for (Suppression& suppression : found->second.list) {
    if (!acts_on(suppression, finding.span)) continue;
    for (SuppressedRule& entry : suppression.rules)
      if (entry.rule == finding.rule) suppressed = entry.used = true;
  }
  return suppressed;
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

bool is_completely_known(const Workspace& workspace, const Rule& rule, const Suppression& suppression) {
  const auto known = [&](const auto& part) { return is_known(*part, rule, suppression); };
  return std::ranges::all_of(workspace.projects, known) && std::ranges::all_of(workspace.dockerfiles, known);
}

}  // namespace mountlint
