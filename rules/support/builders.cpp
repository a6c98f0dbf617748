// Buildah reads heredocs and RUN --mount, too, but only in versions that keep what BuildKit keeps, or nearly so.
#include "rules/support/builders.h"

#include <algorithm>

#include "rules/support/command_words.h"

namespace mountlint::rules {
namespace {

bool has_buildkit_flag(const dockerfile::Instruction& instruction) {
  const bool transfer = instruction.as<dockerfile::Copy>() || instruction.as<dockerfile::Add>();
  const bool run = instruction.as<dockerfile::Run>() != nullptr;
  return std::ranges::any_of(instruction.flags, [&](const dockerfile::Flag& flag) {
    const std::string_view name = flag.name.value();
    if (run) return is_one_of(name, {"mount", "network", "security", "device"});
    return transfer && is_one_of(name, {"link", "chmod", "parents", "exclude", "checksum", "keep-git-dir"});
  });
}

}  // namespace

bool needs_buildkit(const dockerfile::File& file) {
  const auto is_syntax = [](const dockerfile::Directive& directive) { return directive.name.value() == "syntax"; };
  if (std::ranges::any_of(file.directives, is_syntax)) return true;
  return std::ranges::any_of(file.instructions, [](const dockerfile::Instruction& instruction) {
    return !instruction.heredocs.empty() || has_buildkit_flag(instruction);
  });
}

}  // namespace mountlint::rules
