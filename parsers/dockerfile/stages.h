// The stage graph: which stage, if any, a name in FROM, COPY --from or --mount=from= means.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// The last stage before `before` with this name; names compare case-insensitively in COPY --from and mounts,
// exactly (`name` as written against the lower-case stage name) in FROM.
const Stage* stage_named(const File& file, std::string_view name, std::uint32_t before);

// The stage that `target` of a build selects: a name (any case) or a number; empty is the last one. Null: none.
const Stage* target_stage(const File& file, std::string_view target);

}  // namespace mountlint::dockerfile
