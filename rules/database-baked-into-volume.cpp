// Flags images of databases that bring their data along, in a volume of the base image.
#include <set>
#include <string>
#include <string_view>

#include "linter/rule.h"
#include "rules/support/image_writes.h"

namespace mountlint::rules {

static std::string message_of(const Stage& stage, const ImageWrite& write) {
  const std::string volume = fmt::format("the volume `{}` of {}", write.volume_path, declarer_of(stage, write));
  if (write.kind == WriteKind::copy)
    return fmt::format("the data that is copied here lies in {}: only new, empty volumes get it", volume);
  return fmt::format(
      "the database that is filled here lies in {}: only new, empty volumes get it, and Docker's legacy builder throws "
      "it away",
      volume);
}

static void check(const Stage& stage, Findings& findings) {
  std::set<std::string_view> seen;
  for (const ImageWrite* write : writes_with(stage, WriteVerdict::baked_database)) {
    if (is_mounted_otherwise(stage, *write) || !seen.insert(write->volume_path).second) continue;
    findings.add(write->span, "{}", message_of(stage, *write))
        .help(
            "fill it when it starts (`/docker-entrypoint-initdb.d`), or build it in a directory outside of the volume");
  }
}

extern const Rule database_baked_into_volume;
constinit const Rule database_baked_into_volume{
    .id = "database-baked-into-volume",
    .summary = "a database is filled while the image is built, inside a volume of its base image",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why =
        R"(Images of databases declare their data directory as a volume. A `RUN` that starts the server and fills it writes
into that volume: Docker's legacy builder and Buildah before 1.37 throw it away, so that the database is empty when it
runs. BuildKit keeps it, and then the data of the image is copied into each new, empty volume, and never into one that
exists: changed data in a new image reaches nobody who has run it before.

Put scripts and dumps into `/docker-entrypoint-initdb.d`, which the entrypoint runs while the data directory is empty; or
give the server a data directory outside of the volume (`PGDATA`, `--datadir`), if the data belongs to the image and not
to the installation.)",
    .bad = R"(FROM mysql:8
RUN mysqld --initialize-insecure && (mysqld --daemonize && mysql -e 'create database shop')
)",
    .good = R"(FROM mysql:8
COPY shop.sql /docker-entrypoint-initdb.d/
)",
    .references = {"https://github.com/moby/moby/issues/6999", "https://github.com/docker-library/mysql/issues/44",
                   "https://hub.docker.com/_/mysql"},
    .check = check,
};

}  // namespace mountlint::rules
