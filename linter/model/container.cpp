// The environment of a container: what compose gives it, else what its image was built with.
#include "linter/model/container.h"

#include <algorithm>

namespace mountlint {

const Text* Container::environment_value(std::string_view variable) const {
  for (auto at = environment.items.rbegin(); at != environment.items.rend(); ++at)
    if (at->name.known() == variable && at->value) return &*at->value;
  if (!build) return nullptr;
  const auto& own = build->environment.items;
  const auto found = std::ranges::find(own, variable, &EnvironmentVariable::name);
  return found == own.end() ? nullptr : &found->value;
}

}  // namespace mountlint
