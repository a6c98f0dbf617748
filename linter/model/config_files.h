// Configuration files that a container is given, by their names.
#pragma once

#include <string_view>

#include "linter/model/container.h"

namespace mountlint {

// True if a file is mounted or copied (COPY, ADD) that looks like the configuration of a server and lies outside of
// `data_path`.
bool has_configuration_file(const Container& container, std::string_view data_path);

// What stands behind the last dot of the last component; empty if there is none, or it is a hidden file's only one.
std::string_view extension_of(std::string_view path);

// True if this path looks like that of a file: it has a file extension or a name that is known for one.
bool looks_like_file(std::string_view path);

// True if a component of this path says configuration, scripts or content that is no data of a server.
bool is_no_data_name(std::string_view path);

}  // namespace mountlint
