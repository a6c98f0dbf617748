// All suppressions of a workspace, by file.
#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "linter/intervals.h"
#include "linter/model/workspace.h"
#include "linter/suppressions.h"
#include "parsers/sources.h"

namespace mountlint {

class SuppressionIndex {
 public:
  // Reads the comments of every compose file and Dockerfile, those that are context only included.
  SuppressionIndex(const Workspace& workspace, Sources& sources, const RuleList& rules);
  SuppressionIndex(const SuppressionIndex&) = delete;
  SuppressionIndex& operator=(const SuppressionIndex&) = delete;

  // True if a comment suppresses it; of several the innermost one has been used then. Only the primary span counts.
  bool suppress(const Finding& finding);

  std::vector<Finding> invalid() const;
  // Comments that suppressed nothing, where `may_judge` holds.
  using MayJudge = std::function<bool(const Rule&, const Suppression&)>;
  std::vector<Finding> unused(const Rule& unused, const MayJudge& may_judge) const;

 private:
  void add(FileId file, Suppressions suppressions);
  void index();

  const Sources& sources_;
  std::map<FileId, Suppressions> by_file_;
  std::vector<SuppressedRule*> entries_;
  std::map<std::pair<FileId, const Rule*>, Intervals> targets_;  // with numbers of entries
};

}  // namespace mountlint
