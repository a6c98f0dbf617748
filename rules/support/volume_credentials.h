// Passwords in the options of a volume.
#pragma once

#include <string_view>
#include <vector>

#include "linter/rule.h"

namespace mountlint::rules {

struct VolumeCredential {
  const compose::Variable* option;
  Text whole;  // `password=s3cret`, or the value of an option
  Text value;  // what must not be repeated
};

// Those that are written out: not what a variable brings, no placeholder, and nothing where the server asks for none
// (`guest`, `sec=krb5`).
std::vector<VolumeCredential> written_credentials(const compose::VolumeDefinition& definition);

}  // namespace mountlint::rules
