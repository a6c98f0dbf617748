// Runs one rule over everything that it looks at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "linter/finding.h"
#include "linter/model/workspace.h"
#include "linter/rule.h"

namespace mountlint {

// A finding, and what it is about.
struct RawFinding {
  Finding finding;
  const Project* project = nullptr;
  const Container* container = nullptr;  // with its project
  const Volume* volume = nullptr;        // with its project
  const Dockerfile* dockerfile = nullptr;
  const Stage* stage = nullptr;  // with its Dockerfile
  const Build* build = nullptr;  // with its stage and Dockerfile
  Span moved_from = {};          // its evidence, if it stands elsewhere now
};
using RawFindings = std::vector<RawFinding>;

void run_rule(const Rule& rule, const Project& project, RawFindings& out);
void run_rule(const Rule& rule, const Dockerfile& dockerfile, RawFindings& out);
void run_rule(const Rule& rule, const Workspace& workspace, RawFindings& out);

// False if what the rule needs to know of this owner is not completely known, so that nothing may be concluded from
// what is not there.
bool can_conclude(const Rule& rule, const Container& container);
bool can_conclude(const Rule& rule, const Stage& stage);

}  // namespace mountlint
