// Volumes with nearly the same name.
#pragma once

#include <string_view>

#include "linter/rule.h"

namespace mountlint::rules {

// The declared volume whose name is nearest to `name`; empty if none is near, or two are equally near.
std::string_view similar_declared_volume(const Project& project, std::string_view name);

// The same among volumes that a service mounts.
std::string_view similar_used_volume(const Project& project, std::string_view name);

}  // namespace mountlint::rules
