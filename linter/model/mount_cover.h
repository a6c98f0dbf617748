// Which of a container's mounts decides about a path. Volumes that the image itself declares are not asked: they are
// what is made where nobody mounts anything.
#pragma once

#include <string_view>

#include "linter/model/container.h"

namespace mountlint {

bool is_by_hand(const Mount& mount);

// True if a mount may be anywhere: the list is incomplete, or a target is not known.
bool may_mount_unseen(const Container& container);

// The mount with the longest target that equals `path` or is a parent of it; null if there is none.
const Mount* nearest_mount(const Container& container, std::string_view path);

// The mount at exactly `path`.
const Mount* mount_at(const Container& container, std::string_view path);

// True if what is written there is gone when the container stops: tmpfs, a volume of the local driver with
// `type: tmpfs`.
bool is_memory(const Mount& mount);

// True for a bind of a directory of the host that the host itself empties: `/tmp`, `/run`, `/dev/shm`. A project that
// lies there itself is not meant.
bool is_emptied_by_host(const Mount& mount);

}  // namespace mountlint
