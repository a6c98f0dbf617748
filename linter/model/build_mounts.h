// RUN --mount as Mounts of a stage.
#pragma once

#include "linter/model/mount.h"
#include "linter/model/stage_state.h"

namespace mountlint {

// Appends the mounts of a RUN, read with the variables of this place; other instructions have none. What BuildKit
// refuses of them goes to the errors of `out`. A flag that cannot be read whole makes the list incomplete.
void add_build_mounts(const dockerfile::Instruction& instruction, const StageState& state, const Stage& stage,
                      Expansion out, Known<Mount>& mounts);

}  // namespace mountlint
