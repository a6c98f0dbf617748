// Databases that are files (SQLite, H2) and that a variable of the container names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "linter/model/data_directories.h"

namespace mountlint {

// The paths that a value may mean, clean and absolute: `sqlite:////app/x.db` means one, `sqlite:///app/x.db` one for
// some libraries and another, below the working directory, for others. `working_dir` may be empty: unknown. Empty if it
// names no such file, or if one of the paths that it may mean is not known.
std::vector<std::string> database_file_paths(std::string_view variable, std::string_view value,
                                             std::string_view working_dir);

// One for each variable that names a file that no mount keeps; verdict `app_not_persisted`.
std::vector<DataDirectory> unmounted_database_files(const Container& container);

}  // namespace mountlint
