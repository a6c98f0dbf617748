// From paths to Report: the list of phases.
#pragma once

#include <string>
#include <vector>

#include "linter/config.h"
#include "linter/discover.h"
#include "linter/engine.h"
#include "linter/finding.h"
#include "linter/rule.h"
#include "parsers/filesystem.h"
#include "parsers/sources.h"

namespace mountlint {

struct LintOptions {
  std::vector<std::string> paths;
  std::vector<std::string> files;                 // of one project: the base, then its overrides
  std::vector<compose::GivenVariable> variables;  // in place of those of the environment
  std::vector<std::string> exclude;
  Selection selection;
  std::string config;  // --config
  bool isolated = false;
  bool host_fs = true;
  bool respect_gitignore = true;
  std::uint64_t max_file_size = 16u << 20;
  unsigned threads = 0;  // 0: as many as there are processors
  // About how many files are held as trees at a time; the findings are the same for every number.
  std::size_t batch_size = 6000;
  // One file from standard input under this name, in place of what the disk has.
  std::optional<std::string> stdin_name;
  std::string stdin_text;
};

// Everything a writer needs. Shares ownership of the texts.
struct Report {
  std::vector<Finding> findings;       // sorted
  std::vector<SourcePtr> sources;      // by FileId
  RuleList rules;                      // all, for SARIF
  std::vector<const Rule*> rules_run;  // those that were enabled somewhere
  std::vector<std::string> errors;     // what could not be read, one line each: exit 2
  std::vector<FoundFile> files;
  std::size_t files_linted = 0;
  std::size_t suppressed = 0;

  const SourceFile& source(Span span) const;
};

Report lint(const LintOptions& options, const FileSystem& files, const RuleList& rules);

// The first phase alone, for `--show-files`: no findings, no rules.
Report find_files(const LintOptions& options, const FileSystem& files, const RuleList& rules);

}  // namespace mountlint
