// Compose projects that were made to take long, to grow, or never to end.
#pragma once

#include <vector>

#include "tests/fuzz/target.h"

namespace mountlint::fuzz {

std::vector<NamedCase> hostile_projects();

}  // namespace mountlint::fuzz
