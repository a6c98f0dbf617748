// Edit distance one or two, as for every did-you-mean.
#include "rules/support/volume_names.h"

#include <vector>

#include "parsers/spelling.h"

namespace mountlint::rules {

// Comparing each with each takes its time; people have a handful.
static constexpr std::size_t most_compared = 500;

template <class Predicate>
static std::string_view nearest_volume(const Project& project, std::string_view name, Predicate counts) {
  std::vector<std::string_view> names;
  if (project.volumes.size() > most_compared) return {};
  for (const auto& volume : project.volumes) {
    if (volume->name != name && counts(*volume)) names.push_back(volume->name);
  }
  return nearest(name, names);
}

std::string_view similar_declared_volume(const Project& project, std::string_view name) {
  return nearest_volume(project, name, [](const Volume& volume) { return volume.definition != nullptr; });
}

std::string_view similar_used_volume(const Project& project, std::string_view name) {
  return nearest_volume(project, name, [](const Volume& volume) { return !volume.users.empty(); });
}

}  // namespace mountlint::rules
