// Tells that a backup copies the files of a database that runs. Whatever could stop the database, or take a dump of it
// first, makes the rule silent: labels, hooks, a script that does more than copy.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/file_copies.h"
#include "rules/support/persistence.h"
#include "rules/support/servers.h"

namespace mountlint::rules {

static bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

static bool has_backup_label(const Container& container) {
  if (!container.labels.complete) return true;
  return std::any_of(container.labels.begin(), container.labels.end(), [](const compose::Variable& label) {
    return !label.name.is_known() || holds(label.name.value(), "backup") || holds(label.name.value(), "ofelia");
  });
}

// Commands before the copy are told by variables (`PRE_COMMANDS`) or mounted (`/hooks`).
static bool may_prepare(const Container& backup) {
  if (!backup.environment.complete || !backup.mounts.complete || has_backup_label(backup)) return true;
  for (const compose::Variable& variable : backup.environment)
    for (const std::string_view part : {"PRE_", "HOOK", "EXEC", "STOP", "DUMP", "_COMMAND"})
      if (holds(variable.name.value(), part)) return true;
  return std::any_of(backup.mounts.begin(), backup.mounts.end(), [](const Mount& mount) {
    return mount.target_path.empty() || holds(mount.target_path, "hook") || holds(mount.target_path, "pre-") ||
           holds(mount.target_path, "scripts");
  });
}

// A copy that ends by itself runs when it is called, unless `up` calls it.
static bool run_together(const Container& backup, const Container& database) {
  if (!backup.one_shot) return may_run_together(backup, database);
  return backup.profiles.certainly_empty() && database.profiles.certainly_empty() && !database.one_shot;
}

struct Database {
  const DataDirectory* directory;
  StoragePlace files;
};

static std::vector<Database> databases(const Project& project) {
  std::vector<Database> out;
  for (const DataDirectory& directory : project.data_directories) {
    const std::optional<StoragePlace> files = server_files(directory);
    if (!files || directory.known->role == ImageRole::cache || directory.cache_capable) continue;
    const Container& container = *directory.container;
    if (!has_backup_label(container) && !container.service->swarm_key) out.push_back({&directory, *files});
  }
  return out;
}

static bool is_host_root(const StoragePlace& place, const Mount& mount) {
  return mount.type != MountType::volume && place.path == "/";
}

static void report(const Mount& mount, const DataDirectory& database, Findings& findings) {
  findings
      .add(mount.source_place(),
           "`{}` copies the files of {} in `{}` while `{}` writes to them: such a copy may not be restorable",
           mount.container->name, engine_of(database), storage_name(mount), database.container->name)
      .note(database.mount->source_place().span, fmt::format("`{}` keeps its data here", database.container->name))
      .help("stop the database for the time of the copy, or back up a dump that its own tools write");
}

static void check_mount(const Mount& mount, const std::vector<Database>& all, Findings& findings) {
  const std::optional<StoragePlace> place = storage_of(mount);
  if (!place || is_host_root(*place, mount)) return;
  for (const Database& one : all) {
    if (!is_within(one.files, *place) || !run_together(*mount.container, *one.directory->container)) continue;
    return copies_mount(mount) ? report(mount, *one.directory, findings) : void();
  }
}

// Each mount of a backup is held against each database; nobody writes so many by hand.
static constexpr std::size_t most_databases = 500, most_mounts = 4000;

static void check(const Project& project, Findings& findings) {
  const std::vector<Database> all = databases(project);
  if (all.empty() || all.size() > most_databases) return;
  for (const auto& container : project.containers) {
    if (container->mounts.size() > most_mounts || !copies_files(*container) || may_prepare(*container)) continue;
    for (const Mount& mount : container->mounts) check_mount(mount, all, findings);
  }
}

extern const Rule backup_reads_live_database;
constinit const Rule backup_reads_live_database{
    .id = "backup-reads-live-database",
    .summary = "a backup copies the files of a database while it runs",
    .category = Category::persistence,
    .severity = Severity::info,
    .why = R"(A database changes several files for one change of data. A program that copies them one after the other,
while the server writes, gets files that do not belong together. Whether such a copy can be restored is luck, and is
found out when it is needed.

Let the tools of the database write a dump (`pg_dump`, `mysqldump`, `mongodump`) and back that up, or stop the database
for the time of the copy. `offen/docker-volume-backup` does either by labels on the service of the database:
`docker-volume-backup.stop-during-backup=true`, `docker-volume-backup.archive-pre=...`.

Reported are images that are known to back up files, and commands that copy (`tar`, `restic`, `borg`, `rsync`), if they
mount the data directory of a known database. Labels for backups, variables and mounts for commands that run before, and
scripts that do more than copy make the rule silent.)",
    .bad = R"(services:
  db:
    image: postgres:17
    volumes:
      - db:/var/lib/postgresql/data
  backup:
    image: offen/docker-volume-backup:v2
    volumes:
      - db:/backup/db:ro
volumes:
  db:
)",
    .good = R"(services:
  db:
    image: postgres:17
    labels:
      - docker-volume-backup.stop-during-backup=true
    volumes:
      - db:/var/lib/postgresql/data
  backup:
    image: offen/docker-volume-backup:v2
    volumes:
      - db:/backup/db:ro
      - /var/run/docker.sock:/var/run/docker.sock:ro
volumes:
  db:
)",
    .references = {"https://offen.github.io/docker-volume-backup/how-tos/stop-containers-during-backup.html",
                   "https://www.postgresql.org/docs/current/backup-file.html"},
    .check = check,
};

}  // namespace mountlint::rules
