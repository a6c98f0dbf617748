// File set -> one project, in the order of compose-go's loader: parse, interpolate, merge, then the typed form, unicity
// and consistency.
#pragma once

#include <string>
#include <vector>

#include "parsers/compose/ast.h"
#include "parsers/sources.h"

namespace mountlint::compose {

// The files of one project: the base, then its overrides. Paths are clean.
struct FileSet {
  std::vector<std::string> files;
};

// Loads and types a project. Reads, through `sources`, the files of the set and `.env` beside the first of them;
// the environment of the caller is never looked at. Never fails: what is wrong is in File::errors, what cannot be
// read (a file of the set itself) is in Sources::unreadable.
File load(const FileSet& set, Sources& sources);

// True if this text looks like a compose file: a mapping with `services:` (or `include:`) at the top level.
bool looks_like_compose(const yaml::File& file);

}  // namespace mountlint::compose
