// The phase `check`: every rule over every project and every Dockerfile. Each of these writes into a list of its own,
// and the lists are joined in their order, so that the number of threads cannot be seen in the result.
#include "linter/engine.h"

#include <algorithm>
#include <iterator>

#include "linter/model/parallel.h"
#include "linter/run_rules.h"
#include "linter/settle.h"
#include "linter/syntax_findings.h"

namespace mountlint {
namespace {

// The rules that some path of this config could want.
std::vector<const Rule*> rules_for(const Config& config, const CheckInput& input, const RuleStates& states) {
  std::vector<const Rule*> out;
  std::ranges::copy_if(input.rules, std::back_inserter(out),
                       [&](const Rule* rule) { return states.may_run(*rule, config); });
  return out;
}

RawFindings check_project(const Project& project, const std::vector<const Rule*>& rules, const RuleList& all) {
  RawFindings out;
  add_syntax_findings(project.file->errors, {{}, &project}, all, out);
  for (const Rule* rule : rules) run_rule(*rule, project, out);
  return out;
}

RawFindings check_dockerfile(const Dockerfile& dockerfile, const std::vector<const Rule*>& rules, const RuleList& all) {
  RawFindings out;
  RawFinding owner;
  owner.dockerfile = &dockerfile;
  add_syntax_findings(dockerfile.file->errors, owner, all, out);
  add_syntax_findings(dockerfile.errors, owner, all, out);
  for (const Rule* rule : rules) run_rule(*rule, dockerfile, out);
  return out;
}

class Checker {
 public:
  Checker(const CheckInput& input, const RuleStates& states) : input_(input) {
    for (const auto& project : input.workspace.projects)
      rules_.push_back(rules_for(input.configs.for_file(project->path), input, states));
    for (const auto& dockerfile : input.workspace.dockerfiles)
      rules_.push_back(rules_for(input.configs.for_file(dockerfile->path), input, states));
  }

  RawFindings run() {
    std::vector<RawFindings> lists(rules_.size());
    parallel_for(lists.size(), input_.threads, [&](std::size_t i) { lists[i] = check_one(i); });
    RawFindings out;
    for (RawFindings& list : lists) std::ranges::move(list, std::back_inserter(out));
    for (const Rule* rule : input_.rules) run_rule(*rule, input_.workspace, out);
    return out;
  }

  std::vector<const Rule*> rules_run() const {
    std::vector<const Rule*> out;
    const auto ran = [](const Rule* rule) {
      return [rule](const auto& list) { return std::ranges::find(list, rule) != list.end(); };
    };
    for (const Rule* rule : input_.rules)
      if (std::ranges::any_of(rules_, ran(rule))) out.push_back(rule);
    return out;
  }

 private:
  RawFindings check_one(std::size_t i) const {
    const std::size_t projects = input_.workspace.projects.size();
    if (i < projects) return check_project(*input_.workspace.projects[i], rules_[i], input_.rules);
    return check_dockerfile(*input_.workspace.dockerfiles[i - projects], rules_[i], input_.rules);
  }

  const CheckInput& input_;
  std::vector<std::vector<const Rule*>> rules_;  // of the projects, then of the Dockerfiles
};

}  // namespace

Settled check(const CheckInput& input) {
  const RuleStates states(input.selection, input.rules);
  Checker checker(input, states);
  Settled out = settle(checker.run(), input, states);
  out.rules_run = checker.rules_run();
  return out;
}

}  // namespace mountlint
