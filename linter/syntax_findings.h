// What the parsers found wrong, as findings of the rules that claim it.
#pragma once

#include "linter/run_rules.h"
#include "parsers/syntax_error.h"

namespace mountlint {

// Findings for `errors`; each belongs to `owner`. Errors whose rule is not in `rules` fall to dockerfile-syntax or
// compose-syntax.
void add_syntax_findings(const SyntaxErrors& errors, const RawFinding& owner, const RuleList& rules, RawFindings& out);

}  // namespace mountlint
