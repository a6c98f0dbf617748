// The environment variables that compose gives a service: env_file first, then `environment`.
#pragma once

#include <map>
#include <string>

#include "linter/model/project.h"
#include "parsers/compose/dotenv.h"
#include "parsers/compose/variables.h"
#include "parsers/sources.h"

namespace mountlint {

// Reads each env_file of a project once.
class EnvironmentFiles {
 public:
  // `variables`: those of the project, for names without a value and for references inside of the files.
  EnvironmentFiles(Project& project, Sources& sources, compose::Variables& variables)
      : project_(project), sources_(sources), variables_(variables) {}

  // Every variable has a value: one that is set nowhere in the project may be set outside and has an unknown one.
  // Incomplete if a file is missing, wrong or not named for certain.
  Known<compose::Variable> environment_of(const compose::Service& service, bool complete);

 private:
  void add_file(const compose::Value& path, Known<compose::Variable>& out);
  void add(const compose::Variable& variable, Known<compose::Variable>& out);
  Text value_from_outside(const Text& name);
  // Null if it cannot be read.
  const compose::Dotenv* file_at(const std::string& path);

  Project& project_;
  Sources& sources_;
  compose::Variables& variables_;
  std::map<std::string, std::optional<compose::Dotenv>> files_;
  // What the services of one project may have in all: many services that name one large file are no bomb.
  std::size_t budget_ = 1'000'000;
};

}  // namespace mountlint
