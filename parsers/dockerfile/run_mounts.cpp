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
  RunMountFlag mount{flag.span, {}, true};
  const std::size_t before = errors.size();
  const auto fields = split_csv(*flag.value, flag.span, texts, errors);
  for (std::size_t i = before; i < errors.size(); ++i) errors[i].claim = Claim::build_mount_invalid_option;
  if (!fields) return {flag.span, {}, false};
  for (const Text& field : *fields) mount.fields.push_back(split_field(field));
  return mount;
}

}  // namespace mountlint::dockerfile
