// A finding about a VOLUME instruction is one finding, however many of its operands are concerned.
#include "rules/support/volume_operands.h"

namespace mountlint::rules {

using Group = std::vector<const VolumeOperand*>;

std::vector<Group> by_instruction(const std::vector<const VolumeOperand*>& operands) {
  std::vector<Group> groups;
  for (const VolumeOperand* operand : operands) {
    if (!operand->instruction) continue;
    if (groups.empty() || groups.back().front()->instruction != operand->instruction) groups.emplace_back();
    groups.back().push_back(operand);
  }
  return groups;
}

std::vector<Group> by_instruction(const Stage& stage) {
  Group operands;
  for (const VolumeOperand& operand : stage.volumes) operands.push_back(&operand);
  return by_instruction(operands);
}

Span span_of(const Group& operands) { return operands.front()->written.span().to(operands.back()->written.span()); }

std::string list_of(const Group& operands) {
  std::string list;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i > 0) list += i + 1 == operands.size() ? " and " : ", ";
    list += fmt::format("`{}`", operands[i]->path);
  }
  return list;
}

}  // namespace mountlint::rules
