// Flags mounts that are meant to keep a database and miss its data directory.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

static std::string message_of(const DataDirectory& directory) {
  const std::string target = directory.mount->target.shown();
  const std::string_view engine = engine_of(directory);
  switch (directory.why) {
    case WrongPath::child:
      return fmt::format("only `{}` is kept of the data in `{}`: of the rest, {}", target, directory.path,
                         when_data_goes(directory));
    case WrongPath::parent_of_volume:
      return fmt::format("the image makes a volume of its own at `{}`, below the mount at `{}`: {}",
                         mount_point(directory), target, when_data_goes(directory));
    case WrongPath::host_named:
      return fmt::format(
          "{} names its data after the host name, which changes with each container: the next one does not "
          "find its data in `{}`",
          engine, target);
    default:
      return fmt::format("{} writes to `{}`, not to `{}`: {}", engine, directory.path, target,
                         when_data_goes(directory));
  }
}

static std::string help_of(const DataDirectory& directory) {
  if (directory.why == WrongPath::host_named) return "set a fixed `hostname` for the service";
  return fmt::format("mount it at `{}`", mount_point(directory));
}

static Severity severity_of(const DataDirectory& directory) {
  const Severity severity = severity_of_misplaced(directory);
  return directory.why == WrongPath::host_named ? lowered(severity) : severity;
}

static void check(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::wrong_path || !directory.mount || !directory.known) return;
  Draft draft = findings.add(directory.mount->target_place(), "{}", message_of(directory));
  draft.severity(severity_of(directory)).help(help_of(directory));
  if (directory.why == WrongPath::host_named) return;
  if (std::optional<Fix> fix = change_target(*directory.mount, mount_point(directory))) draft.fix(std::move(*fix));
}

extern const Rule data_mount_wrong_path;
constinit const Rule data_mount_wrong_path{
    .id = "data-mount-wrong-path",
    .summary = "a volume is mounted beside the data directory, so the data is not kept",
    .category = Category::persistence,
    .severity = Severity::error,
    .why = R"(The volume shows that the data is meant to be kept, but the server writes somewhere else. The volume stays
empty, and nobody notices until the container is replaced: by `docker compose down`, a newer image or a changed setting.

Typical cases: a path of another distribution (`/var/lib/redis` for Redis, `/var/lib/mongodb` for MongoDB), a parent of
a path that the image declares as a `VOLUME` (the engine then makes an unnamed volume below your mount), one database
only (`/var/lib/mysql/shop`), or a misspelt copy of the right path. RabbitMQ keeps its data in a directory that is named
after the host name; without a fixed `hostname` each new container starts with an empty one (a warning).

If the data directory is moved by an environment variable or a flag of the command, that place counts. If a mounted
configuration file may move it, this is information only.)",
    .bad = R"(services:
  redis:
    image: redis:8
    command: redis-server --appendonly yes
    volumes:
      - redis-data:/var/lib/redis
volumes:
  redis-data:
)",
    .good = R"(services:
  redis:
    image: redis:8
    command: redis-server --appendonly yes
    volumes:
      - redis-data:/data
volumes:
  redis-data:
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/", "https://hub.docker.com/_/redis",
                   "https://hub.docker.com/_/rabbitmq"},
    .check = check,
    .proves = Proves::no_mount,
    .moves_data = true,
};

}  // namespace mountlint::rules
