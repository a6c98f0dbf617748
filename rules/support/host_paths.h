// What the rules about host paths have in common.
#pragma once

#include <string>

#include "linter/model/host_paths.h"
#include "linter/rule.h"

namespace mountlint::rules {

// "service `web`", or "the build".
std::string_view owner_of(const Mount& mount);

// The row of the table of host paths that a mount falls under; without a path, that of the engine's socket.
HostPathMatch match_of(const Mount& mount);

// The usual closing of a finding: its severity, and whose documentation asks for the mount.
void add_host_path_details(Draft draft, const Mount& mount, const HostPathMatch& match);

// `./x` as written; for `use_api_socket` the path that it means.
std::string shown_source(const Mount& mount);

}  // namespace mountlint::rules
