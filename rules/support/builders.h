// Which builder a Dockerfile is written for.
#pragma once

#include "linter/rule.h"

namespace mountlint::rules {

// It uses what only BuildKit reads: `# syntax=`, a heredoc, `RUN --mount`, `COPY --link` and the like.
bool needs_buildkit(const dockerfile::File& file);

}  // namespace mountlint::rules
