// One container of a project as JSON: that of a service, of a job, or one of `pre_start`.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "parsers/compose/ast.h"

namespace mountlint::conformance {

// The project that a container belongs to, and the folder that its paths are shown from.
struct ShownProject {
  const compose::File& file;
  std::string folder;
};

// Variables by name; `written` is the entry they were read from, or null: numbers of a mapping are written as Go does.
nlohmann::json variables_value(const Known<compose::Variable>& variables, const yaml::Entry* written);

// The same, where a variable without a value is empty.
nlohmann::json without_nulls(nlohmann::json variables);

// What every container has. `environment` and `labels` are those of the service itself, without files.
nlohmann::json container_value(const ShownProject& project, const compose::Service& service);
// With what only services have; `node` is the service in the merged tree.
nlohmann::json service_value(const ShownProject& project, const compose::Service& service, const yaml::Node& node);

}  // namespace mountlint::conformance
