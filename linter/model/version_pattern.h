// Patterns over the tags of an image, as the table of known images uses them.
#pragma once

#include <cstdint>
#include <string_view>

#include "linter/model/image.h"

namespace mountlint {

// `newest`: only because the tag has no number and so means the newest version. `unknown`: the tag could be either.
enum class TagMatch : std::uint8_t { no, yes, newest, not_newest, unknown };

// Patterns: `*`; comparators joined by a comma (`>=2,<3`); `<pg18` compares the number behind `pg` in the tag;
// `*-rootless`, `*dind` are ends of tags (a trailing `-alpine3.20` of the tag is passed over).
TagMatch match_tag(std::string_view pattern, const ImageReference& image);

// False if this is no pattern that match_tag understands.
bool is_version_pattern(std::string_view pattern);

// The more a pattern says, the larger: `*` < one comparator < two < ends of tags, the longer the larger.
int specificity(std::string_view pattern);

}  // namespace mountlint
