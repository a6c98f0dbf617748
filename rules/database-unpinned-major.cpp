// Flags servers with kept data whose tag lets a pull bring another major version.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

static bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// `postgresql-15-c9s`: the last component, as a user's name may have digits.
static bool names_version(const ImageReference& image) {
  return has_digit(std::string_view(image.repository).substr(image.repository.rfind('/') + 1));
}

static bool is_pinned(const ImageReference& image) {
  if (image.digest || !image.tag_known || names_version(image)) return true;
  return image.tag && (!image.tag->is_known() || has_digit(image.tag->value()));
}

static bool upgrades_itself(const DataDirectory& directory) {
  const std::string_view variable = directory.known->traits.auto_upgrade;
  return !variable.empty() && directory.container->environment_value(variable);
}

// `image:` of the service, or FROM of the Dockerfile that it builds.
static Place place_of(const DataDirectory& directory) {
  const Container& container = *directory.container;
  const Span image = container.image->text.span();
  if (container.has_build) return image.valid() ? Place{image, nullptr} : container.image_place;
  return container.image_place;
}

static Severity severity_of(const DataDirectory& directory) {
  const bool lab = directory.container->context == ContextClass::lab;
  return lab || upgrades_itself(directory) ? Severity::info : Severity::warning;
}

static std::string kept_in(const Mount& mount) {
  if (!mount.source) return fmt::format("at `{}`", mount.target.shown());
  return fmt::format("in `{}`", mount.source->shown());
}

static void check(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::persisted || !directory.important || !directory.mount) return;
  if (!directory.known || !directory.known->traits.needs_migration || is_pinned(*directory.container->image)) return;
  if (may_run_no_server(*directory.container)) return;
  const ImageReference& image = *directory.container->image;
  findings
      .add(place_of(directory),
           "the next pull may bring another major version of {}, and the data {} is made for one: it has to be "
           "migrated, or is refused",
           engine_of(directory), kept_in(*directory.mount))
      .severity(severity_of(directory))
      .help(fmt::format("write the major version that made the data into the tag: `{}:{}`",
                        image.registry.empty() ? image.repository : image.registry + "/" + image.repository, "MAJOR"));
}

extern const Rule database_unpinned_major;
constinit const Rule database_unpinned_major{
    .id = "database-unpinned-major",
    .summary = "a tag without a version lets a pull bring a server that cannot read the data",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why = R"(The data directory of these servers belongs to one major version. A newer one refuses to start on it, asks
for a migration that somebody has to run first, or changes the files so that the old version cannot go back. With
`image: postgres` or `:latest`, the day on which that happens is the day of the next `docker compose pull`.

Name the major version in the tag, the one that made the data. `docker compose exec SERVICE cat
/var/lib/postgresql/data/PG_VERSION` tells it for PostgreSQL, `SELECT version()` for most others. Change it when you
have a dump and the time for the migration.

A digest, a version in the name of the repository, and a tag from a variable are not reported; where the image migrates
its files by itself (`MARIADB_AUTO_UPGRADE`), and in tests and samples, it is information.)",
    .bad = R"(services:
  db:
    image: postgres
    environment:
      PGDATA: /pgdata/db
    volumes:
      - pgdata:/pgdata
volumes:
  pgdata:
)",
    .good = R"(services:
  db:
    image: postgres:17
    environment:
      PGDATA: /pgdata/db
    volumes:
      - pgdata:/pgdata
volumes:
  pgdata:
)",
    .references = {"https://github.com/docker-library/postgres/issues/37",
                   "https://www.postgresql.org/docs/current/upgrading.html",
                   "https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/upgrading"},
    .check = check,
};

}  // namespace mountlint::rules
