// What the rules about databases have in common: how bad it is, and when the data goes.
#pragma once

#include <string>

#include "linter/rule.h"

namespace mountlint::rules {

// error -> warning -> info -> info.
Severity lowered(Severity severity);

// For a mount that shows that data is meant to be kept: error, less where the version or the path is not certain.
Severity severity_of_misplaced(const DataDirectory& directory);

// True if what starts in the container may be no server at all: an entrypoint of somebody's own, a shell, `sleep`.
bool may_run_no_server(const Container& container);

// True if a service is started with a shell that waits, or with a task (`test`, `migrate`) instead of what the image is
// for.
bool runs_something_else(const Container& container);

// Says where the image comes from, if that is not in the file of the finding.
void add_image_note(Draft& draft, const DataDirectory& directory);

// True if the data is in memory: a tmpfs, not only a directory of the host that is emptied now and then.
bool is_in_memory(const DataDirectory& directory);

// "`down` leaves it behind in an unnamed volume", or "it is deleted with the container".
std::string_view when_data_goes(const DataDirectory& directory);

// Where a volume has to be mounted to keep it: the VOLUME of the image that holds it, or the directory itself.
std::string_view mount_point(const DataDirectory& directory);

// "PostgreSQL", or the image's name where the engine has none.
std::string_view engine_of(const DataDirectory& directory);

}  // namespace mountlint::rules
