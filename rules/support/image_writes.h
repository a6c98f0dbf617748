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

}  // namespace mountlint::rules
