// Facts: moby volume/local (local_unix.go: validOpts, mandatoryOpts, getMountOptions), compose-go paths/resolve.go
// (volumeDriverOpts) and what the kernel's nfs and cifs ask for when no mount helper runs before.
#include "linter/model/local_driver.h"

namespace mountlint {

bool is_local_driver(const compose::VolumeDefinition& definition) {
  if (!definition.driver || definition.driver->text.empty()) return true;
  return definition.driver->text.known() == "local";
}

const Text* driver_option(const compose::VolumeDefinition& definition, std::string_view name) {
  for (const compose::Variable& option : definition.driver_opts)
    if (option.name.known() == name && option.value) return &*option.value;
  return nullptr;
}

std::vector<DriverProblem> driver_problems(const compose::VolumeDefinition&, const Project&, const FileSystem*) {
  return {};
}

}  // namespace mountlint
