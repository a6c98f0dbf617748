// A project written down: as plainly as possible, or with every mechanism of the language that brings in what is
// written elsewhere.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/generate/project.h"
#include "tests/generate/yaml.h"

namespace mountlint::generate {

enum class Mechanism : std::uint8_t { alias, merge_key, extends, include };

// Where a value was written, and what brought it to where it counts, outermost last.
struct Origin {
  std::string path;
  std::vector<Mechanism> by;
  bool replaces = false;  // an earlier one had the same target
  friend bool operator==(const Origin&, const Origin&) = default;
};

struct Rendered {
  std::map<std::string, std::vector<Yaml>> documents;  // of each file
  std::map<std::string, Yaml> anchors;                 // what stands in front of them under `x-anchors`
  std::map<std::string, std::string> other_files;      // `.env` and the like
  std::vector<std::string> set;                        // the files that are named, in order
  std::map<std::string, Origin> origins;               // by "app0/volumes/3" or "app0/image"

  // The text of every file; `ways` says in which order keys stand and how they are written.
  std::map<std::string, std::string> files(Chooser ways) const;
};

// One file, every value where it belongs.
Rendered write_plainly(const Project& project);
// Split over files, documents, anchors, other services.
Rendered write_split(const Project& project);

}  // namespace mountlint::generate
