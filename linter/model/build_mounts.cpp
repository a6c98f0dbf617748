// RUN --mount becomes a Mount with the values that hold where the RUN stands. What the fields mean is read in one
// place, parsers/dockerfile/mount_options.h; the parser has read them before, with all variables unknown.
#include "linter/model/build_mounts.h"

#include <memory>
#include <string>

#include "linter/model/build.h"
#include "parsers/dockerfile/mount_options.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

using dockerfile::MountOptions;
using dockerfile::RunMountType;

MountType type_of(const MountOptions& options) {
  if (!options.type.value) return MountType::unknown;
  switch (*options.type.value) {
    case RunMountType::bind:
      return MountType::bind;
    case RunMountType::cache:
      return MountType::cache;
    case RunMountType::tmpfs:
      return MountType::tmpfs;
    case RunMountType::secret:
      return MountType::secret;
    case RunMountType::ssh:
      return MountType::ssh;
  }
  return MountType::unknown;
}

Access access_of(const MountOptions& options) {
  if (!options.read_only.value) return Access::unknown;
  return *options.read_only.value ? Access::read_only : Access::read_write;
}

bool is_filled(const dockerfile::MountValue& value) { return value.given() && !value.text.empty(); }

// Clean; empty where it is unknown.
std::string target_path(const MountOptions& options, const StageState& state, const Stage& stage) {
  if (stage.windows) return {};
  if (!options.type.value) return is_filled(options.target) ? state.resolve(options.target.text) : std::string();
  const std::string path = dockerfile::effective_target(options, state.working_dir());
  return path.starts_with('/') ? clean_path(path) : std::string();
}

// The target as written, or where the mount lies without one.
Text target_text(const MountOptions& options, const std::string& path, Span flag, TextArena& texts) {
  if (is_filled(options.target)) return options.target.text;
  TextBuilder builder(texts);
  if (path.empty()) {
    builder.unknown(flag, "");
  } else {
    builder.replace(path, flag);
  }
  return builder.finish(flag);
}

Mount build_mount(const MountOptions& options, const StageState& state, const Stage& stage, TextArena& texts) {
  Mount mount;
  mount.type = type_of(options);
  mount.origin = MountOrigin::run_mount;
  mount.place = Place{options.flag->span, nullptr};
  if (options.source.given()) mount.source = options.source.text;
  mount.access = access_of(options);
  mount.flag = options.flag;
  mount.target_path = target_path(options, state, stage);
  mount.target = target_text(options, mount.target_path, options.flag->span, texts);
  mount.build_options = std::make_shared<const MountOptions>(options);
  mount.stage = &stage;
  return mount;
}

}  // namespace

void add_build_mounts(const dockerfile::Instruction& instruction, const StageState& state, const Stage& stage,
                      Expansion out, Known<Mount>& mounts) {
  const auto* run = instruction.as<dockerfile::Run>();
  if (instruction.as<dockerfile::Broken>()) mounts.complete = false;
  if (!run) return;
  const auto lookup = [&state](std::string_view name) { return state.variable(name); };
  for (const dockerfile::RunMountFlag& flag : run->mounts) {
    mounts.complete &= flag.valid;
    if (!flag.valid) continue;
    const MountOptions options = dockerfile::read_mount_options(flag, out.escape, lookup, out.texts, out.errors);
    dockerfile::check_mount_in_stage(options, {state.working_dir(), stage.windows}, out.errors);
    mounts.complete &= options.complete;
    Mount mount = build_mount(options, state, stage, out.texts);
    mount.instruction = &instruction;
    mounts.push_back(std::move(mount));
  }
}

}  // namespace mountlint
