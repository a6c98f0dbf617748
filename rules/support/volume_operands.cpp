// A finding about a VOLUME instruction is one finding, however many of its operands are concerned.
#include "rules/support/volume_operands.h"

#include <algorithm>

#include "parsers/spelling.h"

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

// The first variable in `text`, without `$` and braces.
static std::string_view variable_in(std::string_view text) {
  const std::size_t dollar = text.find('$');
  if (dollar == std::string_view::npos) return {};
  text.remove_prefix(dollar + 1);
  if (text.starts_with("{")) text.remove_prefix(1);
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return text.substr(0, end);
}

static void add_names(const dockerfile::Instruction& instruction, std::vector<std::string_view>& names) {
  const auto* env = instruction.as<dockerfile::Env>();
  const auto* arg = instruction.as<dockerfile::Arg>();
  if (env)
    for (const auto& variable : env->variables) names.push_back(variable.key.value());
  if (arg)
    for (const auto& variable : arg->variables) names.push_back(variable.key.value());
}

std::string_view variable_meant(const Stage& stage, const VolumeOperand& operand) {
  std::vector<std::string_view> names;
  const dockerfile::File& file = *stage.dockerfile->file;
  for (std::uint32_t i = stage.syntax->first; i < stage.syntax->last; ++i) {
    if (&file.instructions[i] == operand.instruction) break;
    add_names(file.instructions[i], names);
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return nearest(variable_in(operand.written.value()), names);
}

}  // namespace mountlint::rules
