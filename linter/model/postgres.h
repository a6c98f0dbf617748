// The two layouts of the official PostgreSQL image and of those built on it.
#pragma once

#include <string>
#include <string_view>

#include "linter/model/container.h"
#include "linter/model/known_images.h"

namespace mountlint {

// Below 18 the data is in /var/lib/postgresql/data, a VOLUME; since 18 it is in /var/lib/postgresql/MAJOR/docker, below
// the VOLUME /var/lib/postgresql, and the server stops if something is mounted at the old path.
enum class PostgresLayout : std::uint8_t { none, before_18, since_18 };

inline constexpr std::string_view postgres_home = "/var/lib/postgresql";
inline constexpr std::string_view postgres_old_data = "/var/lib/postgresql/data";

PostgresLayout postgres_layout(const ImagePath& row);

// The default PGDATA since 18, by the major version of the tag; a tag without one means 18.
std::string postgres_default_data(const ImageReference& image);

}  // namespace mountlint
