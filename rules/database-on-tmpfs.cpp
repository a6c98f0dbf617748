// Flags database servers whose data directory is in memory.
#include "linter/rule.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

static bool is_meant(const DataDirectory& directory) {
  const Container& container = *directory.container;
  if (directory.verdict != Persistence::on_tmpfs || !directory.important || !directory.known) return false;
  const ImageRole role = directory.known->role;
  const bool server =
      role == ImageRole::database || role == ImageRole::queue || (role == ImageRole::cache && !directory.cache_capable);
  const bool runs_once = container.restart && container.restart->known() == "no";
  return server && !runs_once && container.context != ContextClass::lab && !may_run_no_server(container);
}

static Place place_of(const DataDirectory& directory) {
  return directory.mount ? directory.mount->target_place() : directory.container->place;
}

static void check(const DataDirectory& directory, Findings& findings) {
  if (!is_meant(directory)) return;
  const std::string_view engine = engine_of(directory);
  if (!is_in_memory(directory)) {
    findings
        .add(directory.mount->source_place(),
             "{} keeps its data in `{}` on the host, which is emptied when the host restarts", engine,
             directory.mount->source->shown())
        .severity(Severity::info)
        .help("keep it in a named volume, or in a directory of the project");
    return;
  }
  findings
      .add(place_of(directory),
           "{} keeps its data in memory, at `{}`: all of it is deleted when the container stops, also by a restart",
           engine, directory.path)
      .help("mount a named volume there; if the loss is intended, write `x-ephemeral: true` into the service");
}

extern const Rule database_on_tmpfs;
constinit const Rule database_on_tmpfs{
    .id = "database-on-tmpfs",
    .summary = "a database in memory is empty after each stop",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why =
        R"(A `tmpfs` mount is memory: its content is deleted when the container stops, by `stop`, a restart, a crash or
a reboot of the host. Nothing else in a container is lost that fast. For a test database that is what people want; for
any other it is the loss of all data.

Nothing is reported for tests and samples (by folder, file name, profile or service name), for caches, for services with
`restart: "no"`, and where the loss is announced: `x-ephemeral: true` in the service or the file, or a comment with the
word ephemeral. A bind of a directory below `/tmp`, `/run` or `/dev/shm` of the host is information.)",
    .bad = R"(services:
  db:
    image: mysql:8.4
    tmpfs: /var/lib/mysql
)",
    .good = R"(services:
  db:
    image: mysql:8.4
    tmpfs: /var/lib/mysql
    x-ephemeral: true
)",
    .references = {"https://docs.docker.com/engine/storage/tmpfs/"},
    .check = check,
};

}  // namespace mountlint::rules
