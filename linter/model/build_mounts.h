// RUN --mount as Mounts of a stage.
#pragma once

#include <optional>
#include <string_view>

#include "linter/model/mount.h"
#include "linter/model/stage_state.h"

namespace mountlint {

// Appends the mounts of a RUN; other instructions have none. A flag that is no CSV record makes the list incomplete.
void add_build_mounts(const dockerfile::Instruction& instruction, StageState& state, const Stage& stage,
                      TextArena& texts, Known<Mount>& mounts);

}  // namespace mountlint
