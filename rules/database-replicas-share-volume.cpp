// Flags a database server of which several copies run on one volume. In a swarm, copies on different nodes do not meet,
// as local volumes exist on each node: then each has data of its own.
#include <charconv>

#include "linter/rule.h"
#include "rules/support/persistence.h"
#include "rules/support/servers.h"
#include "rules/support/swarm.h"

namespace mountlint::rules {

// 0 if not known.
static unsigned number_of(const std::optional<Text>& text) {
  const std::optional<std::string_view> digits = text ? text->known() : std::nullopt;
  unsigned number = 0;
  if (!digits) return 0;
  const auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), number);
  return error == std::errc() && end == digits->data() + digits->size() ? number : 0;
}

static void report_copies(const DataDirectory& directory, unsigned copies, bool in_swarm, Findings& findings) {
  findings
      .add(directory.container->replicas->span(), "{} copies of {} run on {}: {}", copies, engine_of(directory),
           described_storage(*directory.mount),
           in_swarm ? "on one node they overwrite each other's files, on several nodes each has data of its own"
                    : "they overwrite each other's files, or all but one refuse to start")
      .severity(directory.cache_capable ? Severity::warning : Severity::error)
      .note(directory.mount->source_place().span, "all copies mount this")
      .help("run one copy, or set up the replication of the engine with a volume for each server");
}

static void report_global(const DataDirectory& directory, Findings& findings) {
  const bool apart = directory.mount->type != MountType::volume || is_on_one_node(*directory.mount);
  findings
      .add(directory.container->service->deploy_mode->span(), "every node runs {} on {}: {}", engine_of(directory),
           described_storage(*directory.mount),
           apart ? "each node has data of its own" : "they overwrite each other's files if that is the same everywhere")
      .severity(apart ? Severity::info : Severity::warning)
      .note(directory.mount->source_place().span, "all copies mount this")
      .help("run one copy, or set up the replication of the engine");
}

static void check_directory(const DataDirectory& directory, const SwarmServices& swarm, Findings& findings) {
  const Container& container = *directory.container;
  const std::optional<Text>& mode = container.service->deploy_mode;
  const unsigned copies = number_of(container.replicas);
  const bool is_global = mode && mode->known() == "global";
  if ((copies < 2 && !is_global) || !server_files(directory)) return;
  if (is_global) return report_global(directory, findings);
  report_copies(directory, copies, swarm.contains(container), findings);
}

static void check(const Project& project, Findings& findings) {
  const SwarmServices swarm(project);
  for (const DataDirectory& directory : project.data_directories) check_directory(directory, swarm, findings);
}

extern const Rule database_replicas_share_volume;
constinit const Rule database_replicas_share_volume{
    .id = "database-replicas-share-volume",
    .summary = "several copies of a database server run on one volume",
    .category = Category::sharing,
    .severity = Severity::error,
    .why = R"(`deploy.replicas` and `scale` start the same container several times, with the same mounts. A database
server takes its data directory for its own: copies of it on one volume overwrite each other's files, or all but the
first refuse to start. More copies make no cluster of a database that was not set up as one.

In a swarm a local volume exists on each node: copies on different nodes begin with an empty database each, and a client
sees now one, now the other. With `mode: global` and local volumes there is one database per node, which may be what is
wanted: that is information only.

Run one copy. Where the engine has a replication of its own, give each server a service and a volume; in a swarm,
`name: 'db-{{.Task.Slot}}'` makes a volume for each copy, and is not reported.)",
    .bad = R"(services:
  db:
    image: postgres:17
    deploy:
      replicas: 3
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
)",
    .good = R"(services:
  db:
    image: postgres:17
    deploy:
      replicas: 1
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
)",
    .references = {"https://docs.docker.com/reference/compose-file/deploy/#replicas",
                   "https://docs.docker.com/reference/cli/docker/service/create/#create-services-using-templates",
                   "https://github.com/moby/moby/issues/26445"},
    .check = check,
};

}  // namespace mountlint::rules
