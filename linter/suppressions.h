// `# mountlint: ignore[rule-a, rule-b] -- reason` and `# mountlint: file-ignore[rule] -- reason`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "linter/finding.h"
#include "linter/rule.h"
#include "parsers/comment.h"
#include "parsers/dockerfile/ast.h"
#include "parsers/yaml/tree.h"

namespace mountlint {

struct SuppressedRule {
  const Rule* rule;  // null: unknown
  Span span;         // of the id in the comment
  bool used = false;
};

struct Suppression {
  Span comment;
  Span target;  // findings that begin inside are suppressed; the whole file for file-ignore
  bool whole_file = false;
  bool trailing = false;  // the comment stands behind something else
  std::vector<SuppressedRule> rules;
  std::string reason;
};

struct Suppressions {
  std::vector<Suppression> list;
  std::vector<Finding> invalid;  // invalid-suppression
};

// An own-line comment acts on the next instruction or node with its children (inside a continued instruction: on the
// next physical line); a trailing one in YAML on its line.
Suppressions read_suppressions(const yaml::File& file, const RuleList& rules);
Suppressions read_suppressions(const dockerfile::File& file, const RuleList& rules);

// For each rule named in `suppression` that suppressed nothing and that `may_judge` lets through: a finding of
// `unused`, with the fix that removes it. One finding for the whole comment if nothing of it is left.
std::vector<Finding> unused_parts(const Suppression& suppression, const SourceFile& file, const Rule& unused,
                                  const std::function<bool(const Rule&)>& may_judge);

}  // namespace mountlint
