// Paths of mounts: where a target lies in the container, where a source lies on the host.
#pragma once

#include <string>
#include <string_view>

#include "parsers/place.h"
#include "parsers/text.h"

namespace mountlint {

// Absolute and clean; empty if any part is unknown or it is no absolute path. Paths of Windows are none.
std::string container_path(const Text& target);

// The path of a bind's source.
struct HostPath {
  std::string path;         // empty: unknown
  bool of_project = false;  // written relative to the project, or with `$PWD`: it says nothing about the host
};

// `~`, `$HOME` and `${HOME}` are the home (`~/..`), `$PWD` and `${PWD}` the project directory, and a relative path lies
// in `directory`. Paths of Windows stay as they are.
HostPath resolve_host_path(const Text& source, std::string_view directory);

// True if a source of unknown type is a path all the same: it begins with `$HOME` or `$PWD`.
bool begins_with_known_directory(const Text& source);

// The directory that a relative path written at `place` counts from: that of the project, but another one if `extends`
// or `include` brought it in.
std::string base_directory(const Place& place, const std::string& project_directory);

}  // namespace mountlint
