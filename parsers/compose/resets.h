// `!reset` and `!override`: what a document takes away from what stood there before it.
#pragma once

#include "parsers/yaml/tree.h"

namespace mountlint::compose {

// True if anything below `node` has one of the tags.
bool has_tags(const yaml::Node& node);

// `base` without the keys that `over` resets or overrides. A tag on `over` itself does not act. Both are flat trees.
const yaml::Node* without_tagged(const yaml::Node& base, const yaml::Node& over, yaml::Tree& tree);

// A flat tree without what is reset in it: what is left has no tags to follow.
const yaml::Node* without_tags(const yaml::Node& node, yaml::Tree& tree);

}  // namespace mountlint::compose
