// The options of the `local` driver, taken apart.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "linter/model/local_driver.h"

namespace mountlint {

// Null where an option is not written. Every one that is has a value, which may be unknown.
struct DriverOptions {
  const compose::Variable* type = nullptr;
  const compose::Variable* device = nullptr;
  const compose::Variable* o = nullptr;
  const compose::Variable* size = nullptr;
};

// Empty if `option` is null, or not known.
std::optional<std::string_view> known_value(const compose::Variable* option);

// The words of `o`, and if all of them are known.
struct MountWords {
  std::vector<Text> words;
  bool known = true;

  const Text* find(std::string_view flag) const;              // `ro`
  std::optional<Text> value_of(std::string_view name) const;  // of `name=value`
};
MountWords mount_words(const compose::Variable* o);

// What the kernel refuses once `type` and `device` are there. The engine calls mount(2) itself: no mount.nfs,
// mount.cifs or mount(8) reads the options before.
std::optional<DriverProblem> mount_problem(const DriverOptions& options);

}  // namespace mountlint
