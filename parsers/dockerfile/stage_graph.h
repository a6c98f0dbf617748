// Who copies or mounts from whom: what is wrong with the stages of a file as a whole.
#pragma once

#include <string_view>
#include <vector>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// COPY --from and RUN --mount=from=: variables, stages that come too late, circles, numbers without a stage, and names
// that are neither a stage nor an image. Needs no expanded values: BuildKit expands none of these.
void check_stage_graph(const File& file, SyntaxErrors& errors);

// FROM: takes the expanded image. Nothing to say if it names a stage in front of `stage`.
void check_base_image(const File& file, const Stage& stage, const Text& image, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
