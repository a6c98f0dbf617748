// `.mountlint.yaml`: the nearest one up the tree from a project's first file.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "linter/finding.h"
#include "linter/pattern.h"
#include "linter/rule.h"
#include "parsers/sources.h"

namespace mountlint {

enum class Engine : std::uint8_t { docker, podman, both };

// Switches one rule: off, on, or on with a severity.
struct RuleSetting {
  const Rule* rule;
  std::optional<bool> enabled;
  std::optional<Severity> severity;
};

// What a config says for paths that match.
struct PathSettings {
  std::vector<Glob> paths;               // empty: everywhere
  std::vector<RuleSetting> rules;
};

struct Config {
  std::string path;                      // of the file; empty for the default config
  std::string directory;                 // patterns are relative to it
  std::vector<PathSettings> settings;    // in order, later ones win
  std::vector<Glob> exclude;
  Engine engine = Engine::docker;
};

// A mistake in a config file: unknown key, unknown rule, wrong type; with a did-you-mean.
struct ConfigError {
  Span span;
  std::string message;
};

struct ConfigResult {
  Config config;
  std::vector<ConfigError> errors;
};

ConfigResult parse_config(const SourcePtr& file, Sources& sources, const RuleList& rules);

// Finds and parses configs; each file once.
class Configs {
 public:
  // `explicit_path`: `--config FILE`, used for everything. `isolated`: no config file is read.
  Configs(Sources& sources, const RuleList& rules, std::string explicit_path = {}, bool isolated = false);
  // The config for a file at `path` (clean). Stops at the root of a repository (`.git`).
  const Config& for_file(const std::string& path);
  // All errors of the files that were read, by path.
  std::vector<ConfigError> errors() const;

 private:
  const Config& for_directory(const std::string& directory);
  const Config& load(const std::string& path);
  Sources& sources_;
  const RuleList& rules_;
  std::string explicit_path_;
  bool isolated_;
  std::map<std::string, std::unique_ptr<Config>> by_path_;      // config files
  std::map<std::string, const Config*> by_directory_;
  std::vector<ConfigError> errors_;
  Config default_;
};

}  // namespace mountlint
