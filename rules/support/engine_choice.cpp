// Rules do not read the configuration; this one question about it is theirs.
#include "rules/support/engine_choice.h"

#include "linter/config.h"

namespace mountlint::rules {

bool uses_podman(const Project& project) { return project.config && project.config->engine != Engine::docker; }

}  // namespace mountlint::rules
