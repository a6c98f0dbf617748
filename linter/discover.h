// Arguments -> compose file sets and Dockerfiles.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "linter/config.h"
#include "linter/model/load_settings.h"
#include "parsers/compose/load.h"
#include "parsers/sources.h"

namespace mountlint {

struct DiscoverOptions {
  std::vector<std::string> paths;  // files and directories as given; empty: `.`
  std::vector<Glob> exclude;       // --exclude, relative to the working directory
  bool respect_gitignore = true;
  std::vector<std::string> files = {};                 // `-f`: one project, in this order; then no path means none
  std::vector<compose::GivenVariable> variables = {};  // `--env`
};

enum class Found : std::uint8_t { compose, dockerfile, skipped };

// One file and why it is linted or not (`--show-files`).
struct FoundFile {
  std::string path;
  Found found;
  std::string why;  // "named on the command line", "excluded by `*.bak`", "ignored by .gitignore"
};

struct Discovered {
  std::vector<compose::FileSet> file_sets;  // by path of the first file
  std::vector<std::string> dockerfiles;     // by path
  std::vector<FoundFile> files;             // every candidate, by path
  LoadSettings load;                        // of the file sets
  std::string root;                         // the deepest directory that holds all arguments
  std::vector<std::string> errors;          // missing or unreadable arguments; one line each
};

// Walks directories (links to directories are not followed), knows files by their names, and named files with other
// names by their content. A base and its override file in one folder are one file set. What is named is never excluded.
Discovered discover(const DiscoverOptions& options, Sources& sources, Configs& configs);

// By name only: Dockerfile, Containerfile, *.Dockerfile, Dockerfile.*, compose*.y(a)ml, docker-compose*.y(a)ml, ..
bool has_dockerfile_name(std::string_view file_name);
bool has_compose_name(std::string_view file_name);

// True if the first word of a text is FROM or ARG.
bool looks_like_dockerfile(std::string_view text);

// The compose files `found` (sorted) as file sets. `exists` says what lies beside a file that was named alone: a base
// named alone brings its override, and the other way round. `by_variable` gives, for a directory, what COMPOSE_FILE in
// its `.env` names: then these are the set, if one of them is found, and all others stand alone.
using FilesOfVariable = std::function<std::optional<compose::FileSet>(const std::string&)>;
std::vector<compose::FileSet> group_file_sets(const std::vector<std::string>& found,
                                              const std::function<bool(const std::string&)>& exists,
                                              const FilesOfVariable& by_variable = {});

}  // namespace mountlint
