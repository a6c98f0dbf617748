// What projects are told when they are loaded: the same for all, but for those that a config describes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "parsers/compose/load.h"

namespace mountlint {

struct LoadSettings {
  compose::LoadOptions common;
  std::map<std::vector<std::string>, compose::LoadOptions> by_files = {};  // complete; the files of the set, clean

  const compose::LoadOptions& of(const compose::FileSet& set) const {
    const auto found = by_files.find(set.files);
    return found == by_files.end() ? common : found->second;
  }
};

}  // namespace mountlint
