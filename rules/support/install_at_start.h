// Does a container install its packages when it starts?
#pragma once

#include <string>
#include <vector>

namespace mountlint::rules {

// True if this command line installs packages (`npm ci && npm start`), or may do so unseen (a script, `make`, a shell).
bool may_install(const std::vector<std::string>& words);

}  // namespace mountlint::rules
