// Names of images: what FROM, COPY --from and mounts may name if it is no stage.
#pragma once

#include <span>
#include <string_view>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Takes an expanded name that is no stage: `[registry/]path[:tag][@digest]`, in lower case. `stages` are the names that
// may have been meant. Says nothing of an empty name.
void check_image_name(const Text& name, std::span<const std::string_view> stages, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
