// What Compose calls a project, and where variables come from.
#pragma once

#include <string>

#include "parsers/compose/load.h"
#include "parsers/compose/variables.h"

namespace mountlint::compose {

// The variables of a project, level above level: single ones that are given, then the files that are named or `.env`
// of the directory that Compose is run in, then `.env` of the project directory.
class ProjectVariables {
 public:
  ProjectVariables(const FileSet& set, const std::string& directory, const LoadOptions& options, Sources& sources,
                   File& file, TextArena& arena);

  Variables& all() { return project_; }
  // Sets COMPOSE_PROJECT_NAME, and File::project_name: what is given or set, else `name` of the last document that has
  // one, else the name of the project directory.
  void set_name(const FileSet& set, const LoadOptions& options, Sources& sources, File& file);

 private:
  std::optional<Text> written_name(const FileSet& set, Sources& sources, File& file);
  Text text_of(const std::string& value, Span place);

  TextArena& arena_;
  Variables given_, named_, project_;
};

// Lower case, without what a name cannot have.
std::string normalized_name(std::string_view name);
// What Compose says about a name that it refuses; empty for a good one.
std::string refusal_of_name(std::string_view name);

}  // namespace mountlint::compose
