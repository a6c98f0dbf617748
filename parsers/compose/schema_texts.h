// What strings of a compose file must be where Compose reads numbers, sizes, times and the like out of them.
#pragma once

#include <string_view>

namespace mountlint::compose {

// As Go's strconv.Atoi and strconv.ParseFloat read it.
bool is_integer(std::string_view text);
bool is_number(std::string_view text);
// `64m`, `1.5g`, `1 MB`, `1KiB`: what docker/go-units reads.
bool is_size(std::string_view text);
// `1m30s`, `2d`, `0`: what go-str2duration reads.
bool is_duration(std::string_view text);
// The pattern has no anchors: somewhere two letters that a name may begin with.
bool is_container_name(std::string_view text);
bool is_pull_policy(std::string_view text);
bool is_filled(std::string_view text);
// `NAME=VALUE`
bool is_assignment(std::string_view text);
// `NAME=VALUE` or `NAME`, no blank before the `=`.
bool is_variable(std::string_view text);

}  // namespace mountlint::compose
