// How a service is deployed: how often, where, and when.
#pragma once

#include "parsers/compose/ast.h"
#include "parsers/yaml/tree.h"

namespace mountlint::compose {

// Fills what `scale`, `profiles`, `labels`, `provider`, `x-ephemeral` and `deploy` say.
void read_deployment(const yaml::Node& node, Service& service);

}  // namespace mountlint::compose
