// Whether what is written is the program itself: its code, or what is installed for it.
#pragma once

#include <string_view>

#include "linter/model/build.h"

namespace mountlint {

// True if `write`, which lies at or below the volume `path`, certainly brings code or dependencies there.
bool brings_application(const ImageWrite& write, std::string_view path, const Build& build);

// The image has a command of its own, or a base that may have one: it is no mere carrier of content.
bool runs_something(const Build& build);

}  // namespace mountlint
