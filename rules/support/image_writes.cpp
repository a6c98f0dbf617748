// One instruction often writes to one volume many times: that is one finding.
#include "rules/support/image_writes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "parsers/filesystem.h"

namespace mountlint::rules {

std::vector<const ImageWrite*> writes_with(const Stage& stage, WriteVerdict verdict) {
  std::vector<const ImageWrite*> out;
  std::set<std::pair<const dockerfile::Instruction*, std::string_view>> seen;
  for (const ImageWrite& write : stage.writes)
    if (write.verdict == verdict && seen.emplace(write.instruction, write.volume_path).second) out.push_back(&write);
  return out;
}

// FROM of the first stage of the chain.
static std::string base_image_of(const Stage& stage) {
  const Stage* first = &stage;
  while (first->base) first = first->base;
  return first->base_image.shown();
}

static bool declares(const Stage& stage, const VolumeOperand* operand) {
  for (const VolumeOperand& own : stage.volumes)
    if (&own == operand) return true;
  return false;
}

std::string declarer_of(const Stage& stage, const ImageWrite& write) {
  if (!write.volume) return fmt::format("`{}`", base_image_of(stage));
  const Stage* at = stage.base;
  while (at && !declares(*at, write.volume)) at = at->base;
  const bool named = at && !at->syntax->name.empty();
  return named ? fmt::format("the stage `{}`", at->syntax->name) : std::string("an earlier stage");
}

static bool hides(const Mount& mount, const ImageWrite& write) {
  if (mount.origin == MountOrigin::image_volume) return false;
  if (mount.target_path.empty()) return true;
  const bool below = is_within(mount.target_path, write.volume_path) && mount.target_path != write.volume_path;
  if (below && is_within(write.path, mount.target_path)) return true;
  return mount.covers(write.volume_path) && mount.type != MountType::volume;
}

static bool is_mounted_otherwise(const Build& build, const ImageWrite& write) {
  const Container* container = build.container;
  if (!container) return false;
  if (!container->complete || !container->mounts.complete) return true;
  return std::ranges::any_of(container->mounts, [&](const Mount& mount) { return hides(mount, write); });
}

bool is_mounted_otherwise(const Stage& stage, const ImageWrite& write) {
  return std::ranges::all_of(stage.builds, [&](const Build* build) { return is_mounted_otherwise(*build, write); });
}

}  // namespace mountlint::rules
