// Flags PostgreSQL mounts that do not fit the version: the data directory moved with version 18.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

// From 18 on the image's VOLUME is the parent, and the server makes a directory per version below it.
static bool is_new_layout(const DataDirectory& directory) {
  return directory.row && !directory.row->path.ends_with("/data");
}

static std::string_view volume_of(const DataDirectory& directory) {
  return is_new_layout(directory) ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
}

static std::string message_of(const DataDirectory& directory) {
  const std::string target = directory.mount->target.shown();
  if (!is_new_layout(directory)) {
    return fmt::format(
        "PostgreSQL before 18 puts its data in an unnamed volume at `{}`, which `down` leaves behind: the "
        "mount at `{}` stays empty",
        volume_of(directory), target);
  }
  if (directory.assumed_version) {
    return fmt::format(
        "without a version this is PostgreSQL 18 or later, which keeps its data below `{}` and does not "
        "start with a mount at `{}`",
        volume_of(directory), target);
  }
  return fmt::format("PostgreSQL 18 and later keeps its data below `{}` and does not start with a mount at `{}`",
                     volume_of(directory), target);
}

static void check(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::postgres_path || !directory.mount) return;
  Draft draft = findings.add(directory.mount->target_place(), "{}", message_of(directory));
  draft.severity(severity_of_misplaced(directory));
  draft.help(is_new_layout(directory)
                 ? "mount the volume at `/var/lib/postgresql`; data of an older version has to be moved by "
                   "`pg_upgrade` or a dump"
                 : "mount the volume at `/var/lib/postgresql/data`; copy the data out of the unnamed volume first");
  if (std::optional<Fix> fix = change_target(*directory.mount, volume_of(directory))) draft.fix(std::move(*fix));
}

extern const Rule postgres_data_path;
constinit const Rule postgres_data_path{
    .id = "postgres-data-path",
    .summary = "a PostgreSQL volume is mounted where this version does not keep its data",
    .category = Category::persistence,
    .severity = Severity::error,
    .why = R"(The image keeps its data at `/var/lib/postgresql/data` up to version 17, and in a directory per version
below `/var/lib/postgresql` from version 18 on. Both are declared as a `VOLUME` of the image.

- Up to 17 with a mount at `/var/lib/postgresql`: the engine still makes an unnamed volume at `.../data`. All data goes
  there and the mounted volume stays empty. Nothing fails until `docker compose down`: the next `up` has an empty
  database.
- From 18 on with a mount at `/var/lib/postgresql/data`: the container stops at once, to keep the data from that loss.

If `PGDATA` moves the data directory below the mount, nothing is reported. Without a version in the tag the newest
version is assumed, and the finding is a warning.)",
    .bad = R"(services:
  db:
    image: postgres:17
    volumes:
      - pg:/var/lib/postgresql
volumes:
  pg:
)",
    .good = R"(services:
  db:
    image: postgres:17
    volumes:
      - pg:/var/lib/postgresql/data
volumes:
  pg:
)",
    .references = {"https://github.com/docker-library/postgres/pull/1259", "https://hub.docker.com/_/postgres"},
    .check = check,
    .moves_data = true,
};

}  // namespace mountlint::rules
