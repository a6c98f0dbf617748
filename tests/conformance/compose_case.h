// A case as it is run: a folder with its files `arguments` and `environment`, or one file.
#pragma once

#include <string>
#include <vector>

#include "parsers/compose/load.h"

namespace mountlint::conformance {

struct ComposeCase {
  ComposeCase(const std::string& path, const FileSystem& files);

  // Those that are named, else those that Compose finds.
  Result<compose::FileSet> files(Sources& sources) const;

  std::string folder, start;  // `start`: where it is run, below the folder
  std::vector<std::string> named;
  compose::LoadOptions options;

 private:
  void argument(const std::string& option, const std::string& value);
};

// What lies at and below `path`, alone: beside a case lie others.
MemoryFileSystem only_below(const std::string& path, const FileSystem& disk);

}  // namespace mountlint::conformance
