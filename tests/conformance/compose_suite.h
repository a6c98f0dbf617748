// The compose side of the conformance program.
#pragma once

namespace mountlint::conformance {

// Compares all, prints the tables; 0 where nothing differs but what is listed.
int run_compose_suite();

}  // namespace mountlint::conformance
