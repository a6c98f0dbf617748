// Image references as Docker reads them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/text.h"

namespace mountlint {

// `registry/repository:tag@digest`. Parts behind a variable are unknown, no more than that.
struct ImageReference {
  Text text;                // all of it
  std::string registry;     // empty: Docker Hub. Behind a variable: as it was written
  std::string repository;   // familiar form: `postgres`, `bitnami/postgresql`; `library/` is removed
  std::optional<Text> tag;  // absent: none written
  bool tag_known = true;    // false: the tag holds an unknown variable
  bool digest = false;      // pinned by digest
  // As people write it, mirrors of Docker Hub folded (`public.ecr.aws/docker/library/x`, `mirror.gcr.io/x`, ..):
  // the name that the table of known images uses, e.g. `quay.io/minio/minio`, `postgres`. A registry behind a
  // variable is left out: `${REGISTRY}/postgres:16` is taken for a copy of `postgres`.
  std::string name;
};

// Empty if this is no reference, or if its repository is not known. A variable is understood only as the registry in
// front (`${REGISTRY}/postgres`, `${REGISTRY}confluentinc/cp-server`): one elsewhere may name any image.
std::optional<ImageReference> parse_image(const Text& text);

// The part of a tag that counts its releases. What was not written is -1.
struct Version {
  int major = -1, minor = -1, patch = -1;
  friend auto operator<=>(const Version&, const Version&) = default;
};

// The digits and dots that a tag begins with, as numbers: `17-alpine` is {17}, `8.4.1` is {8,4,1}, `v2.1` is {2,1};
// `latest`, `alpine3.20`, `pg17`, `RELEASE.2023-07-07` and commit hashes have none.
std::optional<Version> version_of(std::string_view tag);

// The version of PostgreSQL that images built on it put into their tags behind `pg`: `pg17` and `2.26.4-pg17.2` have
// one, `17-alpine` and `pgvector-0.8` have none.
std::optional<Version> postgres_version_of(std::string_view tag);

}  // namespace mountlint
