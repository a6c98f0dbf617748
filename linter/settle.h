// From all that was found to what is reported.
#pragma once

#include "linter/engine.h"
#include "linter/run_rules.h"

namespace mountlint {

// `raw` is in the order of projects and Dockerfiles: the first owner of a finding gives its message.
Settled settle(RawFindings raw, const CheckInput& input, const RuleStates& states);

// By path, place and rule: the order of every report.
void sort_findings(std::vector<Finding>& findings, const Sources& sources);

}  // namespace mountlint
