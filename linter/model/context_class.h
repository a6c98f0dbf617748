// Where a service is meant to run, told by names: paths, files, profiles, services.
#pragma once

#include <string>

#include "linter/model/project.h"

namespace mountlint {

// What the place of a project's first file says; the same for all of its services.
struct PathContext {
  bool lab = false;         // a folder says so
  bool lab_file = false;    // the file name says so: `compose.test.yaml`
  bool production = false;  // `compose.prod.yaml`
};

// Folders count below `root` only: where a checkout lies says nothing.
PathContext path_context(const Project& project, const std::string& root);

ContextClass context_of(const Container& container, const PathContext& path);

}  // namespace mountlint
