// What becomes of the data behind a mount.
#pragma once

#include <cstdint>

#include "linter/model/mount.h"

namespace mountlint {

// `orphaned`: it stays on the disk, but the next container gets another, empty volume.
enum class Fate : std::uint8_t { kept, orphaned, lost, unknown };

struct Fates {
  Fate container = Fate::unknown;     // once the container is removed
  Fate down = Fate::unknown;          // after `docker compose down`
  Fate down_volumes = Fate::unknown;  // after `docker compose down -v`
};

// Of a mount of a container.
Fates fates_of(const Mount& mount);

}  // namespace mountlint
