// Values that have the right shape, and that Compose cannot read: ports, hosts, devices, keys of SSH.
#pragma once

#include "parsers/compose/merged_project.h"

namespace mountlint::compose {

// Of all services and jobs, whether they are on or not.
void check_values(const MergedProject& project, SyntaxErrors& errors);

}  // namespace mountlint::compose
