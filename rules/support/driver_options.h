// What the rules about volume drivers have in common.
#pragma once

#include <optional>
#include <string_view>

#include "linter/model/local_driver.h"
#include "linter/rule.h"

namespace mountlint::rules {

// Where a part of an option stands; all of the option, if the part was not written in it.
Place place_of(const compose::Variable& option, const Text& part);
// The whole value of it, or its name if it has none.
Place place_of_value(const compose::Variable& option);

// What a file that is laid over another one lacks may stand in that one. Names of options are wrong anywhere.
bool may_be_completed(const Volume& volume, const DriverProblem& problem);

// "and no container that mounts it starts": how a refused volume ends.
inline constexpr std::string_view nothing_starts = "no container that mounts it starts";

}  // namespace mountlint::rules
