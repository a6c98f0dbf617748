// Flags volumes without a name in a compose file: `down` leaves them behind and the next `up` starts empty.
#include <algorithm>
#include <optional>
#include <set>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/dependency_directories.h"

namespace mountlint::rules {

// What the mounts of one container say together.
struct Neighbours {
  std::set<std::string_view> binds;  // their targets
  std::set<const Mount*> misplaced;  // they miss the data directory of a database: other rules say more
};

static Neighbours neighbours_of(const Container& container) {
  Neighbours out;
  for (const Mount& mount : container.mounts) {
    if (mount.type == MountType::bind && !mount.target_path.empty()) out.binds.insert(mount.target_path);
  }
  for (const DataDirectory& directory : container.project->data_directories) {
    const bool misses = directory.verdict == Persistence::postgres_path || directory.verdict == Persistence::wrong_path;
    if (misses && directory.container == &container) out.misplaced.insert(directory.mount);
  }
  return out;
}

// `.:/app` with `/app/var`: the volume keeps a directory of the host out of sight.
static bool is_below_bind(std::string_view path, const Neighbours& neighbours) {
  while (path.size() > 1) {
    path = directory_of(path);
    if (neighbours.binds.contains(path)) return true;
  }
  return false;
}

// `/app/node_modules` there keeps the image's modules in sight. Nothing of value is stored in it.
static bool guards_dependencies(const Mount& mount, const Neighbours& neighbours) {
  return is_dependency_directory(mount.target_path) && is_below_bind(mount.target_path, neighbours);
}

static bool is_scratch(std::string_view path) {
  for (std::string_view scratch : {"/tmp", "/var/tmp", "/var/cache", "/run", "/var/run", "/root/.cache"}) {
    if (is_within(path, scratch)) return true;
  }
  return false;
}

static Severity severity_of(const Mount& mount, const Neighbours& neighbours) {
  const bool harmless = is_scratch(mount.target_path) || is_dependency_directory(mount.target_path) ||
                        is_below_bind(mount.target_path, neighbours);
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

static void report(const Mount& mount, const Neighbours& neighbours, Findings& findings) {
  Draft draft =
      findings.add(mount.place,
                   "`{0}` is kept in an unnamed volume: `down` leaves it behind, and the next `up` starts with "
                   "an empty `{0}`",
                   mount.target.shown());
  draft.severity(severity_of(mount, neighbours))
      .help("give the volume a name and declare it under the top-level `volumes`");
  if (std::optional<Fix> fix = name_the_volume(mount)) draft.fix(std::move(*fix));
}

static bool has_no_name(const Mount& mount) {
  if (!mount.is_anonymous_volume() || !mount.written_in_compose()) return false;
  return !mount.target_path.empty() && mount.target_path != "/";
}

static bool is_meant(const Mount& mount, const Neighbours& neighbours) {
  return has_no_name(mount) && !guards_dependencies(mount, neighbours) && !neighbours.misplaced.contains(&mount);
}

static bool is_announced(const Container& container) {
  return container.service->ephemeral == compose::Flag::yes || container.project->file->ephemeral == compose::Flag::yes;
}

static void check(const Container& container, Findings& findings) {
  // The neighbours are looked for among those of the whole project: seldom is there a reason to.
  const bool nothing = std::none_of(container.mounts.begin(), container.mounts.end(), has_no_name);
  if (container.one_shot || nothing || is_announced(container)) return;
  const Neighbours neighbours = neighbours_of(container);
  for (const Mount& mount : container.mounts) {
    if (is_meant(mount, neighbours)) report(mount, neighbours, findings);
  }
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

Give the volume a name.

Paths for throw-away files, directories below a bind mount, and services that look like tests, are reported as
information only; nothing is said of a service with `x-ephemeral: true`. A volume that guards a dependency directory
below a bind mount (`.:/app` with `/app/node_modules`) is not reported.)",
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
    .moves_data = true,
};

}  // namespace mountlint::rules
