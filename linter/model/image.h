// Image references as Docker reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/text.h"

namespace mountlint {

// `registry/repository:tag@digest`. Parts behind a variable are unknown, no more than that.
struct ImageReference {
  Text text;                    // all of it
  std::string registry;         // empty: Docker Hub
  std::string repository;       // familiar form: `postgres`, `bitnami/postgresql`; `library/` is removed
  std::optional<Text> tag;      // absent: none written
  bool tag_known = true;        // false: the tag holds an unknown variable
  bool digest = false;          // pinned by digest
  // As people write it, mirrors of Docker Hub folded (`public.ecr.aws/docker/library/x`, `mirror.gcr.io/x`, ..):
  // the name that the table of known images uses, e.g. `quay.io/minio/minio`, `postgres`.
  std::string name;
};

// Empty if the repository is not known (it begins with an unknown variable, and what follows names no image by its
// last components) or if this is no reference.
std::optional<ImageReference> parse_image(const Text& text);

// The first run of digits and dots of a tag, as numbers: `17-alpine` is {17}, `8.4.1` is {8,4,1}, `pg17` is none.
struct Version { int major = -1, minor = -1, patch = -1; };
std::optional<Version> version_of(std::string_view tag);

}  // namespace mountlint
