#pragma once

namespace mountlint::conformance {

// Compares all recorded answers about Dockerfiles, prints a table by field and the first differences. 0: no difference
// but those listed in tests/conformance/dockerfile/known_differences.txt; 1: one at least.
int run_dockerfile_suite();

}  // namespace mountlint::conformance
