// Mounts that show that the data is meant to be kept, and miss it.
#pragma once

#include "linter/model/data_directories.h"

namespace mountlint {

struct Miss {
  WrongPath why = WrongPath::none;
  const Mount* mount = nullptr;
};

// For a directory that no mount covers.
Miss find_miss(const DataDirectory& directory);

// True if the mount is one that data may be meant for: a volume or a bind of a directory that can be written.
bool may_hold_data(const Mount& mount);

}  // namespace mountlint
