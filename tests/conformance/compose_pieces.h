// Single texts and what compose-go makes of them: short volume specs, templates, `.env` files, YAML.
#pragma once

#include <filesystem>

#include "tests/conformance/tally.h"

namespace mountlint::conformance {

// Each reads the recorded answers below `folder` and returns how many there are.
std::size_t compare_specs(const std::filesystem::path& folder, Tally& tally);
std::size_t compare_templates(const std::filesystem::path& folder, Tally& tally);
std::size_t compare_dotenv(const std::filesystem::path& folder, Tally& tally);
std::size_t compare_yaml(const std::filesystem::path& folder, Tally& tally);

}  // namespace mountlint::conformance
