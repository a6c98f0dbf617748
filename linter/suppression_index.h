// All suppressions of a workspace, by file.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "linter/model/workspace.h"
#include "linter/suppressions.h"
#include "parsers/sources.h"

namespace mountlint {

class SuppressionIndex {
 public:
  // Reads the comments of every compose file and Dockerfile, those that are context only included.
  SuppressionIndex(const Workspace& workspace, Sources& sources, const RuleList& rules);

  // True if a comment suppresses it; that comment has been used then. Only the primary span counts.
  bool suppress(const Finding& finding);

  std::vector<Finding> invalid() const;
  // Comments that suppressed nothing, where `may_judge` holds.
  using MayJudge = std::function<bool(const Rule&, const Suppression&)>;
  std::vector<Finding> unused(const Rule& unused, const MayJudge& may_judge) const;

 private:
  void add(FileId file, Suppressions suppressions);

  const Sources& sources_;
  std::map<FileId, Suppressions> by_file_;
};

// True if a rule that found nothing at this suppression would have spoken: all that it looks at there is completely
// known.
bool is_completely_known(const Workspace& workspace, const Rule& rule, const Suppression& suppression);

}  // namespace mountlint
