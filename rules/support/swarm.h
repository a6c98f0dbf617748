// Services of a swarm, and what stays on one of its nodes.
#pragma once

#include "linter/rule.h"

namespace mountlint::rules {

// Which services of a project are deployed to a swarm for certain.
class SwarmServices {
 public:
  explicit SwarmServices(const Project& project);
  // It says so itself, or another one of the project does and nothing in this one is for Compose alone.
  bool contains(const Container& container) const;

 private:
  bool project_says_so_;
};

// Its tasks may start on more than one node. False for one task per node, and if anything may hold them on one: a
// constraint on a host, an id, a label or the managers, or one that is not known.
bool may_change_node(const Container& container);

// A named volume that each node has its own of: local, without options that could reach another machine.
bool is_on_one_node(const Mount& mount);

}  // namespace mountlint::rules
