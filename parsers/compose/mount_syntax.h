// Short syntax of a service's `volumes` -> ServiceVolume.
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// Splits `source:target:options` as compose-go's format.ParseVolume does. An empty section, too many colons or an
// empty spec is one error, claimed by invalid_mount_spec, at the narrowest place, and gives `valid = false`.
// A source that begins with an unknown part has type unknown, and so has an entry of one section that does: it may
// be a whole spec. The target is not cleaned.
ServiceVolume parse_short_volume(const Text& spec, const Place& place, SyntaxErrors& errors);

// The type that Compose gives to a short-syntax source; unknown where its first character is.
MountType type_of_source(const Text& source);

}  // namespace mountlint::compose
