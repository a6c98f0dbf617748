// `!!binary`: bytes that are written as base64.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mountlint::yaml {

// As Go's base64.StdEncoding reads it: padded; line ends count for nothing. Empty if it is none.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace mountlint::yaml
