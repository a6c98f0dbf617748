// Mounts as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "parsers/compose/ast.h"
#include "tests/conformance/compose_service.h"

namespace mountlint::conformance {

// One entry of `volumes`; its source as written.
nlohmann::json mount_value(const compose::ServiceVolume& volume);
// With the source of a bind as seen from the folder of the project.
nlohmann::json mount_value(const ShownProject& project, const compose::ServiceVolume& volume);

// The same mount without blocks that say nothing.
nlohmann::json without_empty_blocks(nlohmann::json mount);

}  // namespace mountlint::conformance
