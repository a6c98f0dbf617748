// Flags volumes that a service names and nothing declares.
#include <algorithm>
#include <vector>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/volume_names.h"

namespace mountlint::rules {

// `data/db` is no volume name: relative-source-without-dot speaks about it.
static bool is_path(const Volume& volume) {
  return std::any_of(volume.users.begin(), volume.users.end(),
                     [](const Mount* mount) { return mount->source_verdict == SourceVerdict::path_without_dot; });
}

static Place place_of(const Volume& volume) {
  const Mount& first = *volume.users.front();
  return first.source ? Place{first.source->span(), first.place.via} : first.place;
}

static void check(const Volume& volume, Findings& findings) {
  if (volume.definition || volume.users.empty() || volume.project->fragment || is_path(volume)) return;
  const Place place = place_of(volume);
  Draft draft =
      findings.add(place, "volume `{}` is not declared: Compose refuses the file, and nothing is started", volume.name);
  const std::string_view similar = similar_declared_volume(*volume.project, volume.name);
  draft.help(similar.empty()
                 ? fmt::format("declare it under the top-level `volumes`, or write `./{}` for a directory", volume.name)
                 : fmt::format("did you mean `{}`?", similar));
  if (!similar.empty()) return;
  std::optional<Edit> edit = declare_volume(*volume.project, place.span, volume.name);
  if (edit) draft.fix({fmt::format("declare volume `{}`", volume.name), Applicability::safe, {std::move(*edit)}});
}

extern const Rule undefined_volume;
constinit const Rule undefined_volume{
    .id = "undefined-volume",
    .summary = "a service names a volume that is not declared",
    .category = Category::syntax,
    .severity = Severity::error,
    .why = R"(A named volume has to be declared under the top-level `volumes` of the file set, with an empty value at
least. If it is not, Compose stops with "refers to undefined volume" and starts nothing.

A name without `./` is a volume, never a directory: for a directory beside the compose file write `./name`.

Files that hold only parts of services and wait for a base are not reported.)",
    .bad = R"(services:
  db:
    image: postgres:17
    volumes:
      - pgdata:/var/lib/postgresql/data
)",
    .good = R"(services:
  db:
    image: postgres:17
    volumes:
      - pgdata:/var/lib/postgresql/data
volumes:
  pgdata:
)",
    .references = {"https://docs.docker.com/reference/compose-file/volumes/"},
    .check = check,
    .proves = Proves::no_volume,
};

}  // namespace mountlint::rules
