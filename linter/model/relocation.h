// Where the data of a row of the known images really lies in one container.
#pragma once

#include <string>

#include "linter/model/command_line.h"
#include "linter/model/container.h"
#include "linter/model/known_images.h"

namespace mountlint {

struct EffectivePath {
  std::string path;             // clean and absolute
  bool holds = true;            // false: the row needs a setting that was not seen
  bool known = true;            // false: it may have been moved to a place that is not known
  bool by_environment = false;  // .. if at all, by a variable that may be set in a file that could not be read
  bool moved = false;
  // The move rests on general knowledge: it may silence, never accuse.
  bool uncertain = false;
  bool may_be_relocated = false;  // a mounted or copied configuration file may move it
};

// Where the program of the container starts: compose's `working_dir`, else that of its Build. Empty if not known.
std::string working_dir_of(const Container& container);

// The variables of Dockerfile and compose come first, flags last. `line` is the flat command line of the container.
EffectivePath effective_path(const ImagePath& row, const Container& container, const CommandLine& line);

}  // namespace mountlint
