// Digests of content: `sha256:` and hexadecimal digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mountlint::dockerfile {

// What is wrong with a digest, to be put behind its text (`is no digest ..`). Nothing: it is right.
std::optional<std::string> digest_mistake(std::string_view digest);

}  // namespace mountlint::dockerfile
