// The phase `settle`. Config and comments are asked about the place where the evidence is written; only then does a
// finding move to a file that was named. So a comment in a Dockerfile holds, whichever files are given.
#include "linter/settle.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/core.h>

#include "linter/completeness.h"
#include "linter/relocate.h"
#include "linter/suppression_index.h"

namespace mountlint {
namespace {

constexpr std::size_t most_notes = 20;  // of a finding with many owners

// What an absence is said about: of several of these at one place (a base file in two projects, a stage with two
// builds), each has to lack it.
struct Subject {
  Span place;
  const void* instance = nullptr;
};

Subject subject_of(const RawFinding& raw) {
  if (raw.container) return {raw.container->place.span, raw.container};
  if (raw.volume) return {raw.volume->place.span, raw.volume};
  if (raw.build && raw.stage) return {raw.stage->place.span, raw.build};
  return {};
}

class Settler {
 public:
  Settler(const CheckInput& input, const RuleStates& states)
      : input_(input), states_(states), suppressions_(input.workspace, input.sources, input.rules) {}

  Settled run(RawFindings raw) {
    for (Finding& finding : suppressions_.invalid()) raw.push_back({std::move(finding)});
    std::erase_if(raw, [this](RawFinding& one) { return !is_wanted(one); });
    keep_agreed(raw);
    unify(raw);
    remove_suppressed(raw);
    std::erase_if(raw, [this](RawFinding& one) { return !move_to_named_file(one, is_named()); });
    remove_suppressed(raw);
    unify(raw);
    add_unused(raw);
    return result(std::move(raw));
  }

 private:
  std::string path_of(FileId file) const { return input_.sources.at(file)->path(); }

  IsNamed is_named() const {
    return [this](FileId file) { return std::ranges::binary_search(input_.named_files, path_of(file)); };
  }

  const Config& config_of(const RawFinding& raw) const {
    if (raw.project) return input_.configs.for_file(raw.project->path);
    return input_.configs.for_file(raw.dockerfile ? raw.dockerfile->path : path_of(raw.finding.span.file));
  }

  // False for what is switched off or excluded. A severity of the config replaces the computed one.
  bool is_wanted(RawFinding& raw) const {
    Finding& finding = raw.finding;
    if (!finding.span.valid()) return false;
    const std::string path = path_of(finding.span.file);
    if (!is_named()(finding.span.file) && input_.is_excluded && input_.is_excluded(path)) return false;
    const std::string whole = input_.configs.working_directory().absolute(path);
    const RuleState state = states_.of(*finding.rule, config_of(raw), whole);
    if (state.severity) finding.severity = *state.severity;
    return state.enabled;
  }

  // An absence that was not found for every instance of its subject is none.
  void keep_agreed(RawFindings& raw) const {
    using Key = std::tuple<const Rule*, Span, Span>;
    const std::map<Span, std::size_t> instances = count_instances();
    std::map<Key, std::set<const void*>> votes;
    const auto key_of = [](const RawFinding& one) {
      return Key(one.finding.rule, one.finding.span, subject_of(one).place);
    };
    const auto concludes = [](const RawFinding& one) {
      return one.finding.rule->proves != Proves::presence && subject_of(one).instance;
    };
    for (const RawFinding& one : raw)
      if (concludes(one)) votes[key_of(one)].insert(subject_of(one).instance);
    std::erase_if(raw, [&](const RawFinding& one) {
      if (!concludes(one)) return false;
      const auto count = instances.find(subject_of(one).place);
      return count != instances.end() && votes[key_of(one)].size() < count->second;
    });
  }

  std::map<Span, std::size_t> count_instances() const {
    std::map<Span, std::size_t> out;
    for (const auto& project : input_.workspace.projects) {
      if (project->fragment) continue;  // has no voice: the whole lacks it or not
      for (const auto& container : project->containers) ++out[container->place.span];
      for (const auto& volume : project->volumes) ++out[volume->place.span];
    }
    for (const auto& dockerfile : input_.workspace.dockerfiles)
      for (const auto& build : dockerfile->builds)
        if (build->stage) ++out[build->stage->place.span];
    return out;
  }

  // One finding per rule and place.
  static void unify(RawFindings& raw) {
    std::map<std::tuple<const Rule*, Span>, std::size_t> first;
    RawFindings out;
    for (RawFinding& one : raw) {
      const auto [at, is_new] = first.try_emplace({one.finding.rule, one.finding.span}, out.size());
      if (is_new)
        out.push_back(std::move(one));
      else
        merge(out[at->second], one);
    }
    raw = std::move(out);
  }

  static void merge(RawFinding& kept, const RawFinding& other) {
    Finding& finding = kept.finding;
    finding.severity = std::max(finding.severity, other.finding.severity);
    if (!other.finding.fix) finding.fix.reset();
    if (other.moved_from.valid()) add_note(finding, {other.moved_from, other.finding.message});
    if (!other.container || !kept.container || other.container->place.span == kept.container->place.span) return;
    add_note(finding, {other.container->place.span, fmt::format("also in {}", other.container->label)});
  }

  static void add_note(Finding& finding, Note note) {
    const auto is_there = [&](const Note& one) { return one.span == note.span; };
    if (finding.notes.size() >= most_notes || std::ranges::any_of(finding.notes, is_there)) return;
    finding.notes.push_back(std::move(note));
  }

  void remove_suppressed(RawFindings& raw) {
    suppressed_ += std::erase_if(raw, [this](const RawFinding& one) { return suppressions_.suppress(one.finding); });
  }

  void add_unused(RawFindings& raw) {
    const Rule* unused = input_.rules.find("unused-suppression");
    if (!unused) return;
    Completeness completeness(input_.workspace);
    const auto may_judge = [&](const Rule& rule, const Suppression& suppression) {
      return did_run(rule, suppression.comment.file) && completeness.is_known(rule, suppression.target);
    };
    for (Finding& finding : suppressions_.unused(*unused, may_judge)) {
      RawFinding one{std::move(finding)};
      const bool reported = is_named()(one.finding.span.file) && is_wanted(one);
      if (reported && !suppressions_.suppress(one.finding)) raw.push_back(std::move(one));
    }
  }

  bool did_run(const Rule& rule, FileId file) const {
    const std::string path = path_of(file), whole = input_.configs.working_directory().absolute(path);
    return states_.of(rule, input_.configs.for_file(path), whole).enabled;
  }

  Settled result(RawFindings raw) const {
    Settled out;
    out.suppressed = suppressed_;
    for (RawFinding& one : raw) out.findings.push_back(std::move(one.finding));
    sort_findings(out.findings, input_.sources);
    return out;
  }

  const CheckInput& input_;
  const RuleStates& states_;
  SuppressionIndex suppressions_;
  std::size_t suppressed_ = 0;
};

}  // namespace

void sort_findings(std::vector<Finding>& findings, const Sources& sources) {
  const std::vector<SourcePtr> files = sources.all();
  const auto key = [&](const Finding& finding) {
    const std::string_view path = files[static_cast<std::size_t>(finding.span.file)]->path();
    return std::tuple(path, finding.span.begin, finding.span.end, finding.rule->id.text);
  };
  std::ranges::stable_sort(findings, {}, key);
}

Settled settle(RawFindings raw, const CheckInput& input, const RuleStates& states) {
  return Settler(input, states).run(std::move(raw));
}

}  // namespace mountlint
