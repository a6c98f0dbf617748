// What the name of a file says about SQLite.
#pragma once

#include <string_view>

namespace mountlint::rules {

// `.db`, `.db3`, `.sqlite`, `.sqlite3`
bool has_sqlite_extension(std::string_view path);

// The same, and the name is not one of another format.
bool names_sqlite_file(std::string_view path);

}  // namespace mountlint::rules
