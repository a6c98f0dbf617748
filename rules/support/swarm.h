// Services of a swarm, and what stays on one of its nodes.
#pragma once

#include "linter/rule.h"

namespace mountlint::rules {

// The service is deployed to a swarm for certain: it says so itself, or another one of its project does and nothing in
// this one is for Compose alone.
bool runs_in_swarm(const Container& container);

// Its tasks may start on more than one node. False for one task per node, and if anything may hold them on one: a
// constraint on a host, an id, a label or the managers, or one that is not known.
bool may_change_node(const Container& container);

// A named volume that each node has its own of: local, without options that could reach another machine.
bool is_on_one_node(const Mount& mount);

}  // namespace mountlint::rules
