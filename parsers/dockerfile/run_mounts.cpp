// One --mount flag is one CSV record of key=value fields (BuildKit
// frontend/dockerfile/instructions/commands_runmount.go).
#include "parsers/dockerfile/run_mounts.h"

#include "parsers/dockerfile/csv.h"

namespace mountlint::dockerfile {

namespace {

MountField split_field(const Text& field) {
  const std::size_t equals = field.value().find('=');
  if (equals == field.value().npos) return {field, std::nullopt};
  const auto at = static_cast<std::uint32_t>(equals);
  return {field.sub(0, at), field.from(at + 1)};
}

}  // namespace

RunMountFlag read_run_mount(const Flag& flag, TextArena& texts, SyntaxErrors& errors) {
  const std::size_t before = errors.size();
  const auto fields = split_csv(*flag.value, flag.span, texts, errors);
  for (std::size_t i = before; i < errors.size(); ++i) errors[i].claim = Claim::build_mount_invalid_option;
  if (!fields) return {flag.span, {}, false};
  ListBuilder<MountField> split(texts);
  for (const Text& field : *fields) split.push_back(split_field(field));
  return {flag.span, split.list(), true};
}

}  // namespace mountlint::dockerfile
