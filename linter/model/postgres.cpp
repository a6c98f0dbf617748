// docker-library/postgres changed PGDATA and VOLUME with version 18 (pull request 1259). postgis, pgvector and
// timescaledb inherit both.
#include "linter/model/postgres.h"

#include <algorithm>

#include "parsers/filesystem.h"

namespace mountlint {

PostgresLayout postgres_layout(const ImagePath& row) {
  const bool official =
      std::ranges::any_of(row.relocations, [](const Relocation& relocation) { return relocation.name == "PGDATA"; });
  if (!official) return PostgresLayout::none;
  if (row.path == postgres_old_data) return PostgresLayout::before_18;
  return row.path == postgres_home ? PostgresLayout::since_18 : PostgresLayout::none;
}

std::string postgres_default_data(const ImageReference& image) {
  std::optional<Version> version;
  if (const std::optional<std::string_view> tag = image.tag ? image.tag->known() : std::nullopt) {
    version = postgres_version_of(*tag);
    if (!version) version = version_of(*tag);
  }
  const int major = version && version->major >= 18 ? version->major : 18;
  return join_path(postgres_home, std::to_string(major) + "/docker");
}

}  // namespace mountlint
