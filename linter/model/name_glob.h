// `*` in names of images.
#pragma once

#include <string_view>

namespace mountlint {

// A `*` stands for any characters but `/`; everything else for itself.
bool name_matches(std::string_view pattern, std::string_view name);

}  // namespace mountlint
