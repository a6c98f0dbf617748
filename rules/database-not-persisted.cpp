// Flags known database and queue servers whose data directory no mount covers.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

static Severity severity_of(const DataDirectory& directory) {
  const Container& container = *directory.container;
  if (directory.cache_capable || directory.may_be_relocated) return Severity::info;
  if (container.context == ContextClass::lab) return Severity::info;
  const bool runs_for_good = container.restarts || container.context == ContextClass::production;
  return runs_for_good ? Severity::error : Severity::warning;
}

static std::string message_of(const DataDirectory& directory) {
  if (directory.in_volume) {
    return fmt::format(
        "{} keeps its data in an unnamed volume at `{}`: `down` leaves it behind, and the next `up` starts "
        "empty",
        engine_of(directory), mount_point(directory));
  }
  return fmt::format(
      "{} keeps its data in `{}`, inside the container: `down`, a new image or a changed setting deletes it",
      engine_of(directory), mount_point(directory));
}

static void check(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::not_persisted || !directory.important || !directory.known) return;
  const Container& container = *directory.container;
  if (may_run_no_server(container)) return;
  const std::string name = new_volume_name(container, "data");
  Draft draft = findings.add(container.place, "{}", message_of(directory));
  draft.severity(severity_of(directory))
      .help(fmt::format("mount a named volume: `{}:{}`, declared under the top-level `volumes`", name,
                        mount_point(directory)));
  add_image_note(draft, directory);
  if (std::optional<Fix> fix = mount_named_volume(container, name, mount_point(directory))) draft.fix(std::move(*fix));
}

extern const Rule database_not_persisted;
constinit const Rule database_not_persisted{
    .id = "database-not-persisted",
    .summary = "a database whose data directory is not mounted loses its data with the container",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why = R"(Stop, start and restart keep the data of a container. `docker compose down`, a newer image and a changed
setting replace the container, and then its data is gone:

- If the image declares its data directory as a `VOLUME`, the data is in a volume without a name. `down` leaves that
  volume behind (`docker volume ls -f dangling=true` lists it), and the next `up` makes a new, empty one.
- If it does not, the data is in the container's own layer, and is deleted with it.

Mount a named volume at the data directory.

A service with `restart: always` or `unless-stopped`, or in a file for production, is an error. Services that look like
tests or examples, and stores that usually hold a cache (Redis without `appendonly` or `save`), are information. Data on
tmpfs, one-shot services and services with `x-ephemeral: true` are not reported.)",
    .bad = R"(services:
  db:
    image: mysql:8.4
)",
    .good = R"(services:
  db:
    image: mysql:8.4
    volumes:
      - db-data:/var/lib/mysql
volumes:
  db-data:
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/",
                   "https://docs.docker.com/reference/cli/docker/compose/down/"},
    .check = check,
    .proves = Proves::no_mount,
    .moves_data = true,
};

}  // namespace mountlint::rules
