// `include`: other projects, each loaded by itself, laid below the document that names them.
#pragma once

#include <vector>

#include "parsers/compose/load_state.h"

namespace mountlint::compose {

// One entry of `include`, resolved as far as it is known.
struct Include {
  std::vector<std::string> paths;                       // the main file, then its overrides
  std::vector<Span> places;                             // of each path
  std::string directory;                                // relative host paths count from here
  std::string files;                                    // and those of `include` and `extends` from here
  std::vector<std::pair<std::string, Span>> env_files;  // empty: no variables of its own
  bool variables_known = true;
};

// The entries of `include` below the root of a document. What cannot be known (an unset variable, another machine) is
// left out and makes the project incomplete; what Compose refuses is an error.
std::vector<Include> read_includes(const yaml::Node& document, const LoadContext& context, LoadState& state);

// `document` laid over what its includes bring, the first of them on top. `tagged` is the document with the tags
// `!reset` and `!override`, which act on the keys of what is brought, not on a whole service or volume.
const yaml::Node* lay_over(const std::vector<const yaml::Node*>& included, const yaml::Node& document,
                           const yaml::Node& tagged, LoadState& state);

}  // namespace mountlint::compose
