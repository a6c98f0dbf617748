// What data/compile_images writes from data/images.yaml.
#pragma once

#include <span>

#include "linter/model/known_images.h"

namespace mountlint::known_images_table {

extern const std::span<const KnownImage> images;        // sorted by name; each name once
extern const std::span<const KnownImage* const> globs;  // those of `images` with a `*` in the name

}  // namespace mountlint::known_images_table
