// Short and long syntax of a service's `volumes` -> ServiceVolume (spec/compose.md 2.6, 2.7).
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// Splits `source:target:options` as compose-go's format.ParseVolume does. An empty section, too many colons or an
// empty spec is one error, claimed by invalid_mount_spec, at the narrowest place, and gives `valid = false`.
// A source that begins with an unknown part has type unknown. The target is not cleaned.
ServiceVolume parse_short_volume(const Text& spec, const Place& place, SyntaxErrors& errors);

}  // namespace mountlint::compose
