// What a stage writes, as the rules about volumes look at it.
#pragma once

#include <string>
#include <vector>

#include "linter/rule.h"

namespace mountlint::rules {

// The first write of each instruction into each volume that has this verdict.
std::vector<const ImageWrite*> writes_with(const Stage& stage, WriteVerdict verdict);

// Who declares the volume of the write: "the base image `mysql:8`", "the stage `base`".
std::string declarer_of(const Stage& stage, const ImageWrite& write);

// Every service that builds this mounts something else where the write goes: a volume with a life of its own below the
// declared one, or a directory of the host, which is never filled from the image. True also if that is not known.
bool is_mounted_otherwise(const Stage& stage, const ImageWrite& write);

}  // namespace mountlint::rules
