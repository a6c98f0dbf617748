// All that one run looks at: every project, and every Dockerfile once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/build.h"
#include "linter/model/load_settings.h"
#include "linter/model/project.h"
#include "parsers/compose/load.h"
#include "parsers/sources.h"

namespace mountlint {

struct Workspace {
  std::vector<std::unique_ptr<Project>> projects;        // by path of the first file
  std::vector<std::unique_ptr<Dockerfile>> dockerfiles;  // by path
};

struct WorkspaceInput {
  std::vector<compose::FileSet> file_sets;
  std::vector<std::string> dockerfiles;  // named or found
  std::string root;                      // the lint root: path words of the context class count below it
  bool host_fs = true;                   // may look at which host files exist
  unsigned threads = 1;
  LoadSettings load = {};
  // What a project of which this is the first file knows of images beyond the table; may be empty. Called by one
  // thread.
  std::function<const OwnImages*(const std::string& path)> own_images = {};
};

// Phases load, type, link and collect. Pointers inside the result stay valid as long as it and `sources` live.
Workspace make_workspace(const WorkspaceInput& input, Sources& sources);

// The files that a project is joined with: its compose files, also those it includes or extends, and the Dockerfiles it
// builds. Clean paths.
std::vector<std::string> files_read_by(const compose::FileSet& set, const LoadSettings& settings, Sources& sources);

}  // namespace mountlint
