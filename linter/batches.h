// Parts of a large run that can be linted one after the other, so that memory stays bounded.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "linter/discover.h"
#include "parsers/compose/load.h"
#include "parsers/sources.h"

namespace mountlint {

struct Batch {
  std::vector<compose::FileSet> file_sets;
  std::vector<std::string> dockerfiles;

  std::size_t size() const { return file_sets.size() + dockerfiles.size(); }
};

// What was found, in batches of about `most` files (one alone may be larger). Files that have to be seen together stay
// together: compose files of one folder, and those that build from one Dockerfile; so the findings are the same for
// every `most`. Up to `most` files are one batch, and nothing is read for it.
std::vector<Batch> batches(const Discovered& found, std::size_t most, unsigned threads, Sources& sources);

}  // namespace mountlint
