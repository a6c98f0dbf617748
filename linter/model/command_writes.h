// What a command of RUN writes, by its program.
#pragma once

#include <string>
#include <vector>

#include "linter/model/build.h"
#include "linter/model/run_commands.h"

namespace mountlint {

// The writes of one command, redirections included; incomplete if it may write somewhere else. Their instruction is not
// set.
Known<ImageWrite> writes_of(const RunCommand& command);

// What starts or fills a database server: null if the program is none of them. `path` is the data directory that it is
// told, empty if none.
std::optional<ImageWrite> database_write(const RunCommand& command);

}  // namespace mountlint
