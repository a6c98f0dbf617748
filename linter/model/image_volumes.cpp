// moby, daemon/volumes.go: the engine makes an unnamed volume for each VOLUME of the image that is no mount's exact
// target. A mount at a parent does not prevent it.
#include "linter/model/image_volumes.h"

#include <algorithm>
#include <set>

#include "linter/model/mount_cover.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool is_judged(std::string_view volume, const std::vector<DataDirectory>& others) {
  return std::ranges::any_of(others, [&](const DataDirectory& other) {
    return is_within(other.path, volume) || is_within(volume, other.path);
  });
}

// The table says what is there: configuration, logs, or data that was moved away.
bool is_known(std::string_view volume, const Container& container) {
  if (!container.known_image) return false;
  return std::ranges::any_of(container.known_image->paths, [&](const ImagePath& row) { return row.path == volume; });
}

DataDirectory directory_of(const Container& container, const VolumeOperand& operand) {
  DataDirectory directory;
  directory.container = &container;
  directory.operand = &operand;
  directory.path = directory.exact_volume = operand.path;
  directory.verdict = Persistence::image_volume;
  directory.in_volume = true;
  return directory;
}

}  // namespace

std::vector<DataDirectory> unmounted_volumes(const Container& container, const std::vector<DataDirectory>& others) {
  std::vector<DataDirectory> out;
  if (!container.build || may_mount_unseen(container)) return out;
  std::set<std::string_view> seen;
  for (const VolumeOperand* operand : container.build->volumes) {
    const bool usable = operand->verdict == OperandVerdict::good && !operand->path.empty();
    if (!usable || !seen.insert(operand->path).second || mount_at(container, operand->path)) continue;
    if (is_judged(operand->path, others) || is_known(operand->path, container)) continue;
    out.push_back(directory_of(container, *operand));
  }
  return out;
}

}  // namespace mountlint
