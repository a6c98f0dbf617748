// Flags data of a swarm's service that exists on one node only. Absolute host paths may lie on storage that all nodes
// mount, and read-only binds are configuration: both are left alone.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/storage.h"
#include "rules/support/swarm.h"

namespace mountlint::rules {

static bool is_project_path(const Mount& mount) {
  const std::optional<std::string_view> source = mount.source ? mount.source->known() : std::nullopt;
  return mount.type == MountType::bind && source && source->starts_with('.') && mount.access == Access::read_write;
}

static bool stays_behind(const Mount& mount) {
  if (mount.inherited || !storage_of(mount)) return false;
  return is_on_one_node(mount) || is_project_path(mount);
}

static std::vector<const Mount*> mounts_left_behind(const Container& container) {
  std::vector<const Mount*> out;
  for (const Mount& mount : container.mounts)
    if (stays_behind(mount)) out.push_back(&mount);
  return out;
}

static std::string message_of(const Container& container, const Mount& mount) {
  if (mount.type == MountType::bind)
    return fmt::format("`{}` is on one node: on another one `{}` does not start, or finds other files",
                       storage_name(mount), container.name);
  return fmt::format(
      "every node has a volume `{}` of its own: when the swarm moves `{}` to another node, it starts "
      "with an empty one",
      storage_name(mount), container.name);
}

// A cache that is empty again costs time only.
static bool may_be_cache(const Container& container) {
  const auto& all = container.project->data_directories;
  return std::any_of(all.begin(), all.end(), [&](const DataDirectory& directory) {
    return directory.container == &container && directory.cache_capable;
  });
}

static Severity severity_of(const Container& container) {
  const bool harmless = container.context == ContextClass::lab || may_be_cache(container);
  return harmless ? Severity::info : Severity::warning;
}

static void report(const Container& container, Findings& findings) {
  const std::vector<const Mount*> mounts = mounts_left_behind(container);
  if (mounts.empty()) return;
  Draft draft = findings.add(mounts.front()->source_place(), "{}", message_of(container, *mounts.front()));
  draft.severity(severity_of(container))
      .help(
          "hold the service on the node that has the data, with a `node.labels` constraint under "
          "`deploy.placement`, or use a driver that all nodes can reach");
  for (std::size_t i = 1; i < mounts.size() && i < 5; ++i)
    draft.note(mounts[i]->source_place().span, fmt::format("the same holds for `{}`", storage_name(*mounts[i])));
}

static void check(const Project& project, Findings& findings) {
  const SwarmServices swarm(project);
  for (const auto& container : project.containers)
    if (swarm.contains(*container) && may_change_node(*container)) report(*container, findings);
}

extern const Rule local_volume_in_swarm;
constinit const Rule local_volume_in_swarm{
    .id = "local-volume-in-swarm",
    .summary = "data of a swarm's service stays on one node when the service moves",
    .category = Category::sharing,
    .severity = Severity::warning,
    .why = R"(The local volume driver keeps a volume on the node that the container runs on. When the swarm starts the
service on another node (a node is drained or fails, an update), that node makes a new, empty volume of the same name.
The data is still on the first node, and nothing says so. A path of the project is the same, except that the service
does not start where it is missing.

Hold the service on the node that has the data:

```yaml
deploy:
  placement:
    constraints: [node.labels.db-data == true]
```

or use a volume that all nodes can reach: a volume driver, or `driver_opts` of type `nfs`.

A service counts as one of a swarm if its `deploy` has a key that only a swarm reads (`placement`, `update_config`,
`rollback_config`, `endpoint_mode`, `labels`), or another service of the project has. Constraints on a host, an id, a
label or the managers, `mode: global`, other drivers, external volumes, absolute host paths and read-only binds are not
reported. A swarm of one node has nothing to fear: switch the rule off there.)",
    .bad = R"(services:
  db:
    image: postgres:17
    volumes:
      - db:/var/lib/postgresql/data
    deploy:
      update_config:
        order: stop-first
volumes:
  db:
)",
    .good = R"(services:
  db:
    image: postgres:17
    volumes:
      - db:/var/lib/postgresql/data
    deploy:
      update_config:
        order: stop-first
      placement:
        constraints: [node.labels.db-data == true]
volumes:
  db:
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/#share-data-between-machines",
                   "https://docs.docker.com/reference/compose-file/deploy/#placement"},
    .check = check,
};

}  // namespace mountlint::rules
