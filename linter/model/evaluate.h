// Fills a Dockerfile: its stages and what its Builds know.
#pragma once

#include <vector>

#include "linter/model/build.h"
#include "linter/model/link.h"

namespace mountlint {

// Makes one Stage per FROM and one Build per request (the default Build if there is none, or if none of them has a
// target that is there), and evaluates each Build along its chain of stages. Sets Container::build.
void evaluate(Dockerfile& dockerfile, const std::vector<const BuildRequest*>& requests);

}  // namespace mountlint
