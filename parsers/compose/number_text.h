// Numbers and sizes that stand in strings, as Compose reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mountlint::compose {

// To the base of 10, with a sign or without (Go's strconv.ParseInt).
std::optional<std::int64_t> parse_integer(std::string_view text);
// Decimal or hexadecimal, `_` between digits, `inf` and `nan` (Go's strconv.ParseFloat).
std::optional<double> parse_float(std::string_view text);
// `64m`, `1.5 GiB`, `-1` (docker/go-units): bytes.
std::optional<double> parse_size(std::string_view text);

}  // namespace mountlint::compose
