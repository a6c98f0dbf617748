// Which containers run the server of their image, and where it keeps its files.
#pragma once

#include <optional>

#include "linter/rule.h"
#include "rules/support/storage.h"

namespace mountlint::rules {

// True if the server of a known image starts in this container for certain: nobody says what starts, or says flags, or
// names a server.
bool runs_server(const Container& container);

// Where the server of a database, a queue or a cache that alone may write to its files keeps them: empty if that is not
// known, or if other containers cannot have the place.
std::optional<StoragePlace> server_files(const DataDirectory& directory);

}  // namespace mountlint::rules
