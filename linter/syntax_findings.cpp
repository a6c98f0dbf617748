// Parsers know which rule an error is for, but no rules; here the two meet. An error stays one finding, whatever the
// list of rules is: the two syntax rules take what nobody claims.
#include "linter/syntax_findings.h"

#include <fmt/core.h>

namespace mountlint {
namespace {

std::string_view id_of(Claim claim) {
  switch (claim) {
    case Claim::dockerfile_syntax:
      return "dockerfile-syntax";
    case Claim::compose_syntax:
      return "compose-syntax";
    case Claim::invalid_mount_spec:
      return "invalid-mount-spec";
    case Claim::undefined_volume:
      return "undefined-volume";
    case Claim::duplicate_mount_target:
      return "duplicate-mount-target";
    case Claim::build_mount_invalid_option:
      return "build-mount-invalid-option";
    case Claim::volume_invalid_path:
      return "volume-invalid-path";
    case Claim::volume_invalid_json:
      return "volume-invalid-json";
  }
  return "compose-syntax";
}

const Rule* claiming_rule(Claim claim, bool in_dockerfile, const RuleList& rules) {
  if (const Rule* rule = rules.find(id_of(claim))) return rule;
  return rules.find(in_dockerfile ? "dockerfile-syntax" : "compose-syntax");
}

// What Docker refuses to read cannot mean anything else afterwards. Old engines do accept a wrong VOLUME.
Applicability applicability(Claim claim) {
  const bool accepted_once = claim == Claim::volume_invalid_json || claim == Claim::volume_invalid_path;
  return accepted_once ? Applicability::unsafe : Applicability::safe;
}

Finding finding_for(const SyntaxError& error, const Rule& rule) {
  Finding finding{&rule, Severity::error, error.span, error.message};
  for (const SyntaxNote& note : error.notes) finding.notes.push_back({note.span, note.message});
  finding.help = error.help;
  if (!error.replacement) return finding;
  std::string title = error.replacement->empty() ? "remove it" : fmt::format("write `{}`", *error.replacement);
  finding.fix = Fix{std::move(title), applicability(error.claim), {{error.span, *error.replacement}}};
  return finding;
}

}  // namespace

void add_syntax_findings(const SyntaxErrors& errors, const RawFinding& owner, const RuleList& rules, RawFindings& out) {
  for (const SyntaxError& error : errors) {
    const Rule* rule = claiming_rule(error.claim, owner.dockerfile != nullptr, rules);
    if (!rule) continue;
    out.push_back(owner);
    out.back().finding = finding_for(error, *rule);
  }
}

}  // namespace mountlint
