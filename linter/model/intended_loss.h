// Signs that the data of a container is not meant to be kept.
#pragma once

#include "linter/model/command_line.h"
#include "linter/model/container.h"

namespace mountlint {

// One-shot, `x-ephemeral`, a comment that says `ephemeral`, a server told not to write safely, a cache for certain.
bool is_loss_intended(const Container& container, const CommandLine& line);

// A cache without a sign that its data matters (`appendonly yes`, `--save 60 1`, a document store on top of it).
bool is_cache_capable(const Container& container, const CommandLine& line);

}  // namespace mountlint
