// The operands of VOLUME, as the rules about that instruction look at them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "linter/rule.h"

namespace mountlint::rules {

// The operands of each VOLUME instruction of a stage, in order; no group is empty.
std::vector<std::vector<const VolumeOperand*>> by_instruction(const Stage& stage);
// The same for operands from anywhere, kept in order.
std::vector<std::vector<const VolumeOperand*>> by_instruction(const std::vector<const VolumeOperand*>& operands);

// From the first to the last of them.
Span span_of(const std::vector<const VolumeOperand*>& operands);

// "`/a`, `/b` and `/c`"
std::string list_of(const std::vector<const VolumeOperand*>& operands);

// The variable that this stage sets in front of the operand and whose name is nearest to the one that is used in it;
// empty if there is none, or no single one.
std::string_view variable_meant(const Stage& stage, const VolumeOperand& operand);

}  // namespace mountlint::rules
