// A container is completed after those that it takes mounts from, so that pointers to their mounts stay valid. Cycles,
// endless chains and unknown services leave the list incomplete. An image's volume is added only if it is certain that
// nothing is mounted exactly at its path: a mount at a parent does not keep the engine from making one.
#include "linter/model/inherited_mounts.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "linter/model/mounts.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

constexpr int deepest = 100;
constexpr std::size_t most_inherited = 200'000;

// What the engine hands on: tmpfs, configs and secrets stay with their container.
bool is_handed_on(const Mount& mount) {
  return mount.type != MountType::tmpfs && mount.type != MountType::config && mount.type != MountType::secret;
}

// Paths at which the image of a container declares a VOLUME, for certain.
std::set<std::string> declared_volumes(const Container& container) {
  std::set<std::string> paths;
  if (container.build)
    for (const VolumeOperand* operand : container.build->volumes)
      if (!operand->path.empty()) paths.insert(operand->path);
  if (!container.known_image) return paths;
  const ImagePaths rows = paths_of(*container.known_image, *container.image);
  for (const ImagePath* row : rows.paths) {
    const bool certain = !rows.version_unknown || row->versions == "*";
    if (certain && row->declared_volume == Declared::yes && !row->path.empty()) paths.insert(clean_path(row->path));
  }
  return paths;
}

class Inheritance {
 public:
  explicit Inheritance(Project& project) : project_(project) {
    for (const auto& container : project.containers) by_name_.emplace(container->name, container.get());
  }

  void run() {
    for (const auto& container : project_.containers) complete(*container, 0);
  }

 private:
  enum class State { untouched, open, done };

  void complete(Container& container, int depth);
  void take_over(Container& container, const compose::VolumesFrom& from, int depth);
  void take_over(Container& container, const Container& other, const compose::VolumesFrom& from);
  void add_image_volumes(Container& container);

  Project& project_;
  std::unordered_map<std::string_view, Container*> by_name_;
  std::unordered_map<const Container*, State> states_;
  std::size_t inherited_ = 0;
};

void Inheritance::complete(Container& container, int depth) {
  State& state = states_[&container];
  if (state != State::untouched) return;
  state = State::open;
  for (const compose::VolumesFrom& from : container.service->volumes_from) take_over(container, from, depth);
  add_image_volumes(container);
  container.mounts.items.shrink_to_fit();
  states_[&container] = State::done;
}

void Inheritance::take_over(Container& container, const compose::VolumesFrom& from, int depth) {
  const std::optional<std::string_view> name = from.source.known();
  const auto found = name && !from.container ? by_name_.find(*name) : by_name_.end();
  if (found == by_name_.end() || depth >= deepest || inherited_ >= most_inherited) {
    container.mounts.complete = false;
    return;
  }
  complete(*found->second, depth + 1);
  if (states_[found->second] == State::done) return take_over(container, *found->second, from);
  container.mounts.complete = false;
}

void Inheritance::take_over(Container& container, const Container& other, const compose::VolumesFrom& from) {
  container.mounts.complete &= other.mounts.complete;
  for (const Mount& original : other.mounts) {
    if (!is_handed_on(original)) continue;
    Mount mount = original;
    mount.origin = MountOrigin::volumes_from;
    mount.place = from.place;
    mount.container = &container;
    mount.inherited = &original;
    mount.source_verdict = SourceVerdict::none;
    if (from.read_only == compose::Flag::yes) mount.access = Access::read_only;
    if (from.read_only == compose::Flag::unknown) mount.access = Access::unknown;
    container.mounts.push_back(std::move(mount));
    ++inherited_;
  }
}

void Inheritance::add_image_volumes(Container& container) {
  if (!container.mounts.complete) return;
  std::set<std::string_view> targets;
  for (const Mount& mount : container.mounts) {
    if (mount.target_path.empty()) return;
    targets.insert(mount.target_path);
  }
  std::vector<Mount> added;
  for (const std::string& path : declared_volumes(container)) {
    if (targets.contains(path)) continue;
    Mount mount;
    mount.type = MountType::volume;
    mount.origin = MountOrigin::image_volume;
    mount.place = container.image_place;
    mount.target_path = path;
    mount.target = implied_text(path, container.image_place.span, *project_.texts);
    mount.container = &container;
    added.push_back(std::move(mount));
  }
  for (Mount& mount : added) container.mounts.push_back(std::move(mount));
}

}  // namespace

void add_inherited_mounts(Project& project) { Inheritance(project).run(); }

}  // namespace mountlint
