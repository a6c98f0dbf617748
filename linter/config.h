// `.mountlint.yaml`: the nearest one up the tree from a project's first file.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "linter/finding.h"
#include "linter/model/own_images.h"
#include "linter/paths.h"
#include "linter/pattern.h"
#include "linter/rule.h"
#include "parsers/compose/load.h"
#include "parsers/sources.h"

namespace mountlint {

enum class Engine : std::uint8_t { docker, podman, both };

// Switches one rule: off, on, or on with a severity. A category sets the severity of its rules, but does not switch on
// those that are off by default; only `on` does.
struct RuleSetting {
  const Rule* rule;
  std::optional<bool> enabled;
  std::optional<Severity> severity;
};

// What a config says for paths that match.
struct PathSettings {
  std::vector<Glob> paths;         // empty: everywhere
  std::vector<RuleSetting> rules;  // in order, later ones win
};

// One item of `projects`: files that are run together. Paths count from Config::directory.
struct ProjectConfig {
  std::vector<std::string> files;  // the base, then its overrides; never empty
  std::optional<std::string> directory;
  std::vector<std::string> env_files;
  std::vector<compose::GivenVariable> variables;
};

struct Config {
  std::string path;                    // of the file; empty for the default config
  std::string directory;               // patterns are relative to it; absolute
  std::vector<PathSettings> settings;  // in order, later ones win
  std::vector<Glob> exclude;
  std::vector<ProjectConfig> projects;
  OwnImages images;
  Engine engine = Engine::docker;

  // The first glob of `globs` that matches; null if none does. `path` is absolute.
  const Glob* match(const std::vector<Glob>& globs, std::string_view path) const;
};

// A mistake in a config file: unknown key, unknown rule, wrong type; with a did-you-mean.
struct ConfigError {
  Span span;  // invalid: the file could not be read, and the message names it
  std::string message;
};

struct ConfigResult {
  Config config;
  std::vector<ConfigError> errors;
};

ConfigResult parse_config(const SourcePtr& file, Sources& sources, const RuleList& rules);

// "rule `x` is unknown; did you mean `y`?" for an id or category that does not exist, else empty.
std::string unknown_rule(std::string_view name, const RuleList& rules);

// `path:line:column: message`.
std::string shown(const ConfigError& error, const Sources& sources);

// Finds and parses configs; each file once. Not to be used by several threads at once.
class Configs {
 public:
  // `explicit_path`: `--config FILE`, used for everything. `isolated`: no config file is read.
  Configs(Sources& sources, const RuleList& rules, std::string explicit_path = {}, bool isolated = false);
  Configs(const Configs&) = delete;
  Configs& operator=(const Configs&) = delete;

  // The config for a file at `path` (clean). Stops at the root of a repository (`.git`).
  const Config& for_file(const std::string& path);
  // All errors of the files that were read, by path.
  std::vector<ConfigError> errors() const;
  const WorkingDirectory& working_directory() const { return working_directory_; }

 private:
  const Config* for_directory(const std::string& directory);
  const Config* load(const std::string& path, std::string directory);
  Sources& sources_;
  const RuleList& rules_;
  WorkingDirectory working_directory_;
  std::map<std::string, std::unique_ptr<Config>> by_path_;  // config files
  std::map<std::string, const Config*> by_directory_;
  std::vector<ConfigError> errors_;
  Config default_;
  const Config* fixed_ = nullptr;  // `--config` or `--isolated`
};

}  // namespace mountlint
