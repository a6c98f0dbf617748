// An entry of `ports`, short syntax, as docker/go-connections reads it.
#pragma once

#include <string>
#include <string_view>

namespace mountlint::compose {

// What is wrong with `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, where HOST and CONTAINER may be ranges; empty if nothing is.
std::string wrong_port(std::string_view spec);

// An address of version 4 or 6, without brackets and zone.
bool is_ip_address(std::string_view text);

}  // namespace mountlint::compose
