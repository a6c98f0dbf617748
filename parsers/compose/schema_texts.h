// What strings of a compose file must be where Compose reads numbers, sizes, times and the like out of them.
#pragma once

#include <string_view>

namespace mountlint::compose {

bool is_integer(std::string_view text);
bool is_number(std::string_view text);
// `64m`, `1.5g`, `1 MB`
bool is_size(std::string_view text);
// `1m30s`, `2d`, `0`
bool is_duration(std::string_view text);
// Like a whole number of YAML: `077` and `0o77` are to the base of 8.
bool is_mask(std::string_view text);
// The pattern has no anchors: somewhere two letters that a name may begin with.
bool is_container_name(std::string_view text);
// `always`, `every_1d12h`
bool is_pull_policy(std::string_view text);
bool is_filled(std::string_view text);
// `NAME=VALUE`
bool is_assignment(std::string_view text);
// `NAME=VALUE` or `NAME`, no blank behind the name. An argument of a build may have one where nothing follows.
bool is_variable(std::string_view text);
bool is_argument(std::string_view text);

}  // namespace mountlint::compose
