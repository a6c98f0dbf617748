// The stage graph: which stage, if any, a name in FROM, COPY --from or --mount=from= means.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// The last stage before stage number `before` with this name, letter case ignored: COPY --from and mounts.
const Stage* stage_named(const File& file, std::string_view name, std::uint32_t before);

// The stage that COPY --from means, wherever it stands: a name, or a number. Null: an image.
const Stage* copied_stage(const File& file, std::string_view from);

// The stage that the FROM of `stage` builds on. Null: an image, or not known. `FROM Base` never means stage `base`;
// variables are not expanded: ask stage_named with the expanded name where that matters.
const Stage* base_stage(const File& file, const Stage& stage);

// The stage that `target` of a build selects: a name (any case) or a number; empty is the last one. Null: none.
const Stage* target_stage(const File& file, std::string_view target);

}  // namespace mountlint::dockerfile
