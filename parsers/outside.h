// How much may be taken for granted of what no file says.
#pragma once

#include <cstdint>

namespace mountlint {

// A variable, an argument or the like that is set nowhere, but may be set by whoever runs a build or a project.
enum class Outside : std::uint8_t {
  unknown,  // it may be anything: what a linter has to think
  empty,    // nothing is set: what the engine gives where nobody says more
};

}  // namespace mountlint
