// Compose services -> Containers.
#pragma once

#include <memory>

#include "linter/model/container.h"
#include "linter/model/project.h"
#include "parsers/compose/variables.h"
#include "parsers/sources.h"

namespace mountlint {

// One Container per service, without Builds and mounts yet. Services of a provider run in no container.
// `variables`: those of the project.
void add_containers(Project& project, Sources& sources, compose::Variables& variables);

// What the container runs, once its Build is known.
void set_image(Container& container);

}  // namespace mountlint
