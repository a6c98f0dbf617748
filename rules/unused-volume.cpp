// Flags declared volumes that no service mounts.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/volume_names.h"

namespace mountlint::rules {

static bool is_used_elsewhere(const Volume& volume) {
  const std::vector<std::string>& names = volume.project->used_elsewhere;
  return std::find(names.begin(), names.end(), volume.name) != names.end();
}

// What could not be read of it may have said `external`.
static bool is_readable(const compose::VolumeDefinition& definition) {
  return definition.driver_opts.complete && definition.labels.complete;
}

static void check(const Volume& volume, Findings& findings) {
  if (!volume.definition || !volume.users.empty() || !volume.users_known || !is_readable(*volume.definition)) return;
  if (volume.definition->external != compose::Flag::no || volume.project->fragment || is_used_elsewhere(volume)) return;
  Draft draft = findings.add(
      volume.place, "volume `{}` is declared and never mounted: what it should keep is stored elsewhere, or nowhere",
      volume.name);
  const std::string_view similar = similar_used_volume(*volume.project, volume.name);
  draft.help(similar.empty() ? "mount it, or remove the declaration"
                             : fmt::format("the services mount `{}`: are both the same?", similar));
}

extern const Rule unused_volume;
constinit const Rule unused_volume{
    .id = "unused-volume",
    .summary = "a declared volume is mounted by no service",
    .category = Category::persistence,
    .severity = Severity::info,
    .why = R"(Either the declaration is left over, or a service that should store its data in the volume stores it
somewhere else: in an unnamed volume, or inside the container. A volume with nearly the same name is a sign of a slip.

Volumes with `external: true`, and names that another compose file of the folder mentions, are not reported.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - app_data:/data
volumes:
  app_data:
  appdata:
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - app_data:/data
volumes:
  app_data:
)",
    .references = {"https://docs.docker.com/reference/compose-file/volumes/"},
    .check = check,
    .proves = Proves::no_mount,
};

}  // namespace mountlint::rules
