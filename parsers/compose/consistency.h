// What Compose refuses about a project as a whole: names that nothing defines, definitions without content, services
// without an image. Undefined volumes are left to the model, which knows the neighbours of a file.
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// True for a project of one file (and what it includes) that is made to be laid over another: its name contains
// `override`, more than half of its services have neither image nor build, or one has not and `beside` (other compose
// files lie in its folder).
bool is_fragment(const File& file, bool beside);

// True if a service may have its image elsewhere.
bool lacks_image(const File& file);

// Configs and secrets without content, and those with more than one. `root` is a merged project, or what one `include`
// brings: Compose checks that by itself.
void check_definitions(const yaml::Node& root, SyntaxErrors& errors);

// Each is reported only where the list that lacks the name is complete. What a fragment lacks is not reported.
void check_consistency(const File& file, bool fragment, SyntaxErrors& errors);

}  // namespace mountlint::compose
