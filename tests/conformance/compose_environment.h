// Variables and labels that a service gets from files.
#pragma once

#include <nlohmann/json.hpp>

#include "parsers/compose/load.h"
#include "parsers/compose/project_name.h"
#include "parsers/sources.h"
#include "tests/conformance/compose_case.h"

namespace mountlint::conformance {

class ServiceFiles {
 public:
  ServiceFiles(const ComposeCase& run, const compose::FileSet& set, Sources& sources, const compose::File& file);

  // Adds to `shown` what `env_file` and `label_file` bring, and what variables without a value are outside. Files that
  // cannot be read add nothing.
  void complete(const yaml::Node& node, nlohmann::json& shown);
  // Adds the content of configs and secrets that stand in a variable.
  void complete_content(nlohmann::json& definitions);

 private:
  nlohmann::json read(const std::string& path, bool raw, const nlohmann::json& own);
  void complete_arguments(nlohmann::json& build);
  void inherit(nlohmann::json& variables);
  void read_all(const yaml::Entry* entry, const nlohmann::json& own, nlohmann::json& out);

  Sources& sources_;
  const compose::File& file_;
  std::string folder_;
  compose::File scratch_;
  TextArena arena_;
  compose::ProjectVariables variables_;
};

}  // namespace mountlint::conformance
