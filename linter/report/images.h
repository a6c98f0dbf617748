// The writers of `mountlint images`.
#pragma once

#include <string>
#include <vector>

#include "linter/image_catalog.h"
#include "linter/report/report.h"

namespace mountlint::report {

// A table, one line for each family.
std::string images_text(const std::vector<ImageFamily>& families, const Style& style);
// All that is known of some images.
std::string images_text(const std::vector<AskedImage>& images, const Style& style);

// One object, described by docs/images-schema.json: the same for both. `errors`: what is wrong with the config.
std::string images_json(const std::vector<ImageFamily>& families, const std::vector<std::string>& errors);
std::string images_json(const std::vector<AskedImage>& images, const std::vector<std::string>& errors);

}  // namespace mountlint::report
