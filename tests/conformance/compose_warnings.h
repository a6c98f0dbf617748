// What Compose warns about, in its own words.
#pragma once

#include <nlohmann/json.hpp>

#include "parsers/compose/load.h"
#include "tests/conformance/compose_case.h"

namespace mountlint::conformance {

// Sorted. Those of a project that could be loaded: where Compose stops, it has not come to all of them.
nlohmann::json warnings_value(const ComposeCase& run, const compose::FileSet& set, Sources& sources,
                              const compose::File& file);

}  // namespace mountlint::conformance
