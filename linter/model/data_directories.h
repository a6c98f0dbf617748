// Where a known image keeps its data in one container, and what becomes of it: one verdict per directory, so that one
// cause gives one finding.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "linter/model/container.h"

namespace mountlint {

enum class Persistence : std::uint8_t {
  unknown,            // nothing may be said
  persisted,          // a named volume or a bind keeps it
  anonymous_volume,   // a volume without a name is mounted there       -> anonymous-volume-in-compose
  not_persisted,      // a server's data, and nothing is mounted there  -> database-not-persisted
  app_not_persisted,  // the same for an application                    -> app-data-not-persisted
  image_volume,       // a VOLUME of the image that is not known to be
                      // important, and nothing is mounted there        -> anonymous-volume-from-image
  postgres_path,      // the mount does not fit the major version       -> postgres-data-path
  wrong_path,         // a mount shows the intent, and misses the path  -> data-mount-wrong-path
  on_tmpfs,           // memory                                         -> database-on-tmpfs
  intended_loss,      // cache only, one-shot, `x-ephemeral`
};

// Why a mount misses the data directory.
enum class WrongPath : std::uint8_t { none, known_wrong, child, sibling, parent_of_volume, damaged_copy, host_named };

// What is said to be data: a row of the known images (`known` and `row`), a file that a variable names (`setting`), or
// a VOLUME of our own Dockerfile (`operand`).
struct DataDirectory {
  const Container* container = nullptr;
  const KnownImage* known = nullptr;
  const ImagePath* row = nullptr;
  const compose::Variable* setting = nullptr;
  const VolumeOperand* operand = nullptr;
  std::string path;  // effective, after relocation; of a file: the file
  Persistence verdict = Persistence::unknown;
  WrongPath why = WrongPath::none;
  const Mount* mount = nullptr;   // the one that the verdict is about
  bool in_volume = false;         // lies in a VOLUME of the image: an unnamed volume is made for it
  std::string exact_volume;       // that VOLUME
  bool assumed_version = false;   // the tag has no number
  bool may_be_relocated = false;  // a mounted config file may move it: at most info
  bool cache_capable = false;     // redis and the like without a sign that its data matters
  bool important = true;          // the row that decides; secondary paths are false
};

// All data directories of a container, each with its verdict: one for each cause.
std::vector<DataDirectory> data_directories(const Container& container);

}  // namespace mountlint
