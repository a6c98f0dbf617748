// The VOLUMEs of our own Dockerfiles as places of data: what the program puts there goes to a volume without a name,
// unless something is mounted at exactly that path.
#pragma once

#include <vector>

#include "linter/model/data_directories.h"

namespace mountlint {

// Those without a mount that lie apart from all `others` (what is judged there is judged once), with the verdict
// `image_volume`. None if it is not known what is mounted, or if the container has no Build.
std::vector<DataDirectory> unmounted_volumes(const Container& container, const std::vector<DataDirectory>& others);

}  // namespace mountlint
