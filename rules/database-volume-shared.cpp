// Flags two database servers that keep their files in one place. Sharing a volume is no mistake by itself: what counts
// is that both directories are the same, so that sub-directories of a shared mount are not reported.
#include <map>

#include "linter/rule.h"
#include "rules/support/persistence.h"
#include "rules/support/servers.h"

namespace mountlint::rules {

using Servers = std::vector<const DataDirectory*>;

// The first server before `directory` that may run at the same time.
static const DataDirectory* other_of(const DataDirectory& directory, const Servers& before) {
  for (const DataDirectory* other : before)
    if (may_run_together(*other->container, *directory.container)) return other;
  return nullptr;
}

// Services in profiles of their own are held against each other; nobody writes so many by hand.
static constexpr std::size_t most_servers = 1000;

static void report(const DataDirectory& directory, const DataDirectory& other, Findings& findings) {
  const bool may_be_cache = directory.cache_capable && other.cache_capable;
  findings
      .add(directory.mount->source_place(),
           "`{}` and `{}` run database servers on the same {}: each overwrites the files of the other, or refuses to "
           "start on them",
           other.container->name, directory.container->name, described_storage(*directory.mount))
      .severity(may_be_cache ? Severity::warning : Severity::error)
      .note(other.mount->source_place().span,
            fmt::format("`{}` keeps the data of {} here", other.container->name, engine_of(other)))
      .help("give each server a volume of its own");
}

static void check(const Project& project, Findings& findings) {
  std::map<std::pair<std::string, std::string>, Servers> by_place;
  for (const DataDirectory& directory : project.data_directories) {
    const std::optional<StoragePlace> place = server_files(directory);
    if (!place) continue;
    Servers& servers = by_place[{place->storage, place->path}];
    if (const DataDirectory* other = other_of(directory, servers)) report(directory, *other, findings);
    if (servers.size() < most_servers) servers.push_back(&directory);
  }
}

extern const Rule database_volume_shared;
constinit const Rule database_volume_shared{
    .id = "database-volume-shared",
    .summary = "two database servers keep their files in the same directory",
    .category = Category::sharing,
    .severity = Severity::error,
    .why = R"(A database server takes its data directory for its own. When two of them work on the same files, each
overwrites what the other wrote, and the data is damaged for both. The lock files that servers leave there do not help
between containers: process numbers and host names differ. Other engines notice files that are not theirs, and do not
start.

Give each server a volume of its own. Copies of a database get their data from the server that they copy, not through
the file system.

Only servers of known images are reported, and only if both keep their data in the same directory of the volume, or of
the host, and can run at the same time. Sharing a volume with a backup, a client or a web server, sub-directories of one
bind mount, different `subpath`s, and services in profiles that exclude each other are fine.)",
    .bad = R"(services:
  old:
    image: postgres:17
    volumes:
      - db:/var/lib/postgresql/data
  new:
    image: postgres:17
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
)",
    .good = R"(services:
  old:
    image: postgres:17
    volumes:
      - old-db:/var/lib/postgresql/data
  new:
    image: postgres:17
    volumes:
      - new-db:/var/lib/postgresql/data
volumes:
  old-db:
  new-db:
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/#share-data-between-machines",
                   "https://www.postgresql.org/docs/current/creating-cluster.html"},
    .check = check,
};

}  // namespace mountlint::rules
