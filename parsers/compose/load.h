// File set -> one project, in the order of compose-go's loader: parse, interpolate, merge, then the typed form, unicity
// and consistency.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/compose/ast.h"
#include "parsers/outside.h"
#include "parsers/sources.h"

namespace mountlint::compose {

// The files of one project: the base, then its overrides. Paths are clean.
struct FileSet {
  std::vector<std::string> files;
  // Where Compose was run when it found them by itself: `.env` is read there, too. Empty for files that are named.
  std::string found_in = {};
};

// What stands for a variable of the caller's environment, which is never read itself.
struct GivenVariable {
  std::string name;
  std::optional<std::string> value;  // absent: set, but to what is not known
};

// What `docker compose` is told by options and by its environment.
struct LoadOptions {
  std::vector<GivenVariable> variables;              // later ones win
  std::vector<std::string> env_files;                // in place of `.env`; later ones win
  std::optional<std::string> project_directory;      // absent: that of the first file
  std::string project_name;                          // empty: what variables, files and directory say
  std::optional<std::vector<std::string>> profiles;  // absent: all are on
  Outside outside = Outside::unknown;                // of variables that are set nowhere, and required ones
};

// Loads and types a project. Reads, through `sources`, the files of the set, what they include and extend, and `.env`
// files; the environment of the caller is never looked at. Never fails: what is wrong is in File::errors, what cannot
// be read (a file of the set itself) is in Sources::unreadable.
File load(const FileSet& set, Sources& sources, const LoadOptions& options = {});

// The files that Compose takes when it is run in `directory` without `-f`: those that COMPOSE_FILE names (in the
// variables that are given, or in `.env`), else the first base and the first override, there or in a directory above.
// An error where it finds none, or one that is no file.
Result<FileSet> find_files(const std::string& directory, Sources& sources, const LoadOptions& options = {});

// Those that COMPOSE_FILE names; without one if it is set nowhere, or not known.
std::optional<Result<FileSet>> files_of_variable(const std::string& directory, Sources& sources,
                                                 const LoadOptions& options = {});

// True for `compose.yaml` and the other names that Compose looks for by itself; overrides are none.
bool is_base_name(std::string_view file_name);

// True if this text looks like a compose file: a mapping with `services:` (or `include:`) at the top level.
bool looks_like_compose(const yaml::File& file);

}  // namespace mountlint::compose
