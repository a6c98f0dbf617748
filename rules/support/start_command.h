// What starts in a container, as words: what compose says before what the Dockerfile says.
#pragma once

#include <string>
#include <vector>

#include "linter/rule.h"

namespace mountlint::rules {

using CommandWords = std::vector<std::string>;

// Empty where neither the service nor its Dockerfile says anything: then the base image decides.
CommandWords own_entrypoint(const Container& container);
// An entrypoint of compose drops the command of the image.
CommandWords own_command(const Container& container);

// Both in a row.
CommandWords own_start(const Container& container);

}  // namespace mountlint::rules
