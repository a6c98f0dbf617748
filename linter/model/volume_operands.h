// The operands of VOLUME, with one verdict each.
#pragma once

#include <vector>

#include "linter/model/build.h"
#include "linter/model/stage_state.h"

namespace mountlint {

// Where a VOLUME stands.
struct VolumePlace {
  const dockerfile::File& file;
  const dockerfile::Instruction& instruction;  // the VOLUME, or the ONBUILD around it
  bool windows = false;
};

// The operands of a VOLUME or an ONBUILD VOLUME; none for other instructions.
std::vector<VolumeOperand> volume_operands(const VolumePlace& place, StageState& state);

}  // namespace mountlint
