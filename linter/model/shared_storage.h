// Which mounts are one storage: the same volume of the engine, or the same place on the host; and which containers can
// use it at the same time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/project.h"

namespace mountlint {

// A place in a storage that outlives containers.
struct StoragePlace {
  std::string storage;  // a name that no other storage of the project has
  std::string path;     // absolute and clean; `/` is all of a volume
  friend bool operator==(const StoragePlace&, const StoragePlace&) = default;
};

// What a mount attaches. Empty for what other containers cannot have (unnamed volumes, tmpfs), for what differs from
// task to task (`{{.Task.Slot}}`), and for what is not known. A source that holds an unset variable is a place all the
// same: two mounts of `${DATA}/db` are one.
std::optional<StoragePlace> storage_of(const Mount& mount);

// Where `path` of the container lies in the storage of a mount that covers it.
std::optional<StoragePlace> storage_at(const Mount& mount, std::string_view path);

// One is the other, or lies below it.
bool overlap(const StoragePlace& one, const StoragePlace& other);
bool is_within(const StoragePlace& inner, const StoragePlace& outer);

// Two containers of one project for which `up` can be told so that both run for long. False if that is not certain:
// their profiles are disjoint or not known, one ends by itself, or is deployed zero times.
bool may_run_together(const Container& one, const Container& other);

// `v`, or `./data`: as people call what a mount attaches.
std::string storage_name(const Mount& mount);

}  // namespace mountlint
