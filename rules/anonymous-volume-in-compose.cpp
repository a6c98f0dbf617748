// Flags volumes without a name in a compose file: `down` leaves them behind and the next `up` starts empty.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/dependency_directories.h"

namespace mountlint::rules {

// `.:/app` with `/app/var`: the volume keeps a directory of the host out of sight.
static bool is_below_bind(const Mount& mount) {
  for (const Mount& other : mount.container->mounts) {
    if (other.type == MountType::bind && other.target_path != mount.target_path && other.covers(mount.target_path)) {
      return true;
    }
  }
  return false;
}

// `/app/node_modules` there keeps the image's modules in sight. Nothing of value is stored in it.
static bool guards_dependencies(const Mount& mount) {
  return is_dependency_directory(mount.target_path) && is_below_bind(mount);
}

// The mount misses the data directory of a database: the rules about that say more.
static bool is_misplaced_data(const Mount& mount) {
  for (const DataDirectory& directory : mount.container->project->data_directories) {
    if (directory.mount != &mount) continue;
    if (directory.verdict == Persistence::postgres_path || directory.verdict == Persistence::wrong_path) return true;
  }
  return false;
}

static bool is_scratch(std::string_view path) {
  for (std::string_view scratch : {"/tmp", "/var/tmp", "/var/cache", "/run", "/var/run", "/root/.cache"}) {
    if (is_within(path, scratch)) return true;
  }
  return false;
}

static Severity severity_of(const Mount& mount) {
  const bool harmless =
      is_scratch(mount.target_path) || is_dependency_directory(mount.target_path) || is_below_bind(mount);
  return harmless || mount.container->context == ContextClass::lab ? Severity::info : Severity::warning;
}

static std::optional<Fix> name_the_volume(const Mount& mount) {
  if (!mount.syntax || mount.syntax->long_syntax || !mount.syntax->spec.editable()) return std::nullopt;
  const std::string name = new_volume_name(*mount.container, "data");
  std::optional<Edit> declaration = declare_volume(*mount.container->project, mount.place.span, name);
  if (!declaration) return std::nullopt;
  return Fix{fmt::format("name the volume `{}`", name),
             Applicability::unsafe,
             {Edit{mount.syntax->spec.span().at_begin(), name + ":"}, std::move(*declaration)}};
}

static void check(const Mount& mount, Findings& findings) {
  if (!mount.is_anonymous_volume() || !mount.written_in_compose() || !mount.container) return;
  if (mount.target_path.empty() || mount.target_path == "/" || mount.container->one_shot) return;
  if (guards_dependencies(mount) || is_misplaced_data(mount)) return;
  Draft draft = findings.add(
      mount.place,
      "`{0}` is kept in an unnamed volume: `down` leaves it behind, and the next `up` starts with an empty `{0}`",
      mount.target.shown());
  draft.severity(severity_of(mount)).help("give the volume a name and declare it under the top-level `volumes`");
  if (std::optional<Fix> fix = name_the_volume(mount)) draft.fix(std::move(*fix));
}

extern const Rule anonymous_volume_in_compose;
constinit const Rule anonymous_volume_in_compose{
    .id = "anonymous-volume-in-compose",
    .summary = "data in an unnamed volume is left behind with its container",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why = R"(An entry such as `- /var/lib/app` has no source, so the engine makes a volume with a random name for it.
Compose keeps that volume when it recreates a container, so everything seems to work. `docker compose down` detaches
it, and the next `up` makes a new, empty one. The old data is still on the disk (`docker volume ls -f dangling=true`),
but nothing finds it again, and `docker volume prune` deletes it.

Give the volume a name. To keep the data of a running installation, copy it first:
`docker run --rm -v OLD:/from -v NEW:/to alpine cp -a /from/. /to/`.

Paths for throw-away files, directories below a bind mount, and services that look like tests, are reported as
information only. A volume that guards a dependency directory below a bind mount (`.:/app` with `/app/node_modules`) is
not reported.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - /var/lib/app
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - app-data:/var/lib/app
volumes:
  app-data:
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/#named-and-anonymous-volumes",
                   "https://docs.docker.com/reference/cli/docker/compose/down/"},
    .check = check,
};

}  // namespace mountlint::rules
