// What an instruction writes into the image.
#pragma once

#include "linter/model/build.h"
#include "linter/model/stage_state.h"

namespace mountlint {

// Appends what `instruction` is known to write: COPY and ADD what they bring, RUN what its commands say. `stage` has
// its RUN mounts already: what lies below one of them is no part of the image. Incomplete where something may be
// written that is not in the list. `state` is the one in front of the instruction.
void add_image_writes(const dockerfile::Instruction& instruction, StageState& state, Stage& stage);

}  // namespace mountlint
