// `build` as JSON, and the configs and secrets that a service or a build refers to.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "tests/conformance/compose_service.h"

namespace mountlint::conformance {

// `node` is the value of `build` in the merged tree, or null.
nlohmann::json build_value(const ShownProject& project, const compose::Build& build, const yaml::Node* node);
// `folder`: where one without a target is put; empty: that is left open.
nlohmann::json references_value(const Known<compose::FileReference>& references, const std::string& folder);

}  // namespace mountlint::conformance
