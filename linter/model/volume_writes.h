// What is written where a volume is declared: one verdict for each write, and one for each VOLUME.
#pragma once

#include "linter/model/build.h"

namespace mountlint {

// Sets the verdicts of all writes, and VolumeOperand::application. The stages and builds of the Dockerfile stand.
void judge_volume_writes(Dockerfile& dockerfile);

}  // namespace mountlint
