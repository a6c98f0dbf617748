// SELinux labels of mounts.
#pragma once

#include <string_view>
#include <unordered_map>

#include "linter/rule.h"

namespace mountlint::rules {

// The mount asks for a label that only its own container has: `Z`.
bool has_private_label(const Mount& mount);

// Which containers of a project labels bind.
class Confinement {
 public:
  explicit Confinement(const Project& project);
  // False if it is privileged, lives in the process space of the host, or switches labels off.
  bool binds(const Container& container) const;

 private:
  std::unordered_map<std::string_view, const yaml::Node*> services_;
};

}  // namespace mountlint::rules
