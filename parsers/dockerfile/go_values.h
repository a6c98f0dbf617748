// Values as Go's strconv, time and docker/go-units read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mountlint::dockerfile {

std::optional<bool> parse_bool(std::string_view text);                          // strconv.ParseBool
std::optional<std::uint32_t> parse_uint(std::string_view text, unsigned base);  // strconv.ParseUint(.., 32)
std::optional<std::int64_t> parse_int32(std::string_view text);                 // strconv.ParseInt(.., 10, 32)
std::optional<double> parse_duration_ns(std::string_view text);                 // time.ParseDuration
std::optional<std::int64_t> parse_size(std::string_view text);                  // units.RAMInBytes

}  // namespace mountlint::dockerfile
