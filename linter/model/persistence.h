// What becomes of one data directory: matched with the mounts of its container.
#pragma once

#include <string>
#include <vector>

#include "linter/model/data_directories.h"

namespace mountlint {

// True for databases, queues and caches.
bool is_server_role(ImageRole role);

// Paths that are VOLUMEs of the image, in its Dockerfile or by the table of known images; `row` is the row in question.
std::vector<std::string> image_volumes(const Container& container, const ImagePath& row, const ImagePaths& rows);

// Fills verdict, why and mount of a directory whose path is known, and what VOLUME it lies in.
void judge(DataDirectory& directory, const std::vector<std::string>& volumes);

}  // namespace mountlint
