// Flags sources that are meant as a path and read as the name of a volume.
#include "linter/rule.h"

namespace mountlint::rules {

static bool is_on_disk(const Mount& mount) {
  return mount.host_source == HostSource::file || mount.host_source == HostSource::directory;
}

static bool has_separator(std::string_view source) { return source.find_first_of("/\\") != std::string_view::npos; }

static void check(const Mount& mount, Findings& findings) {
  if (mount.source_verdict != SourceVerdict::path_without_dot || !mount.source) return;
  const std::string source = mount.source->shown();
  Draft draft = findings.add(
      Place{mount.source->span(), mount.place.via},
      "`{0}` is read as the name of a volume: Compose refuses it, and the path `./{0}` is not mounted", source);
  draft.help(fmt::format("write `./{}`", source));
  // A plain name may be a volume that was forgotten to declare, even if there is a directory of that name.
  if (!has_separator(source) && mount.host_source != HostSource::file) draft.severity(Severity::info);
  if (!mount.source->editable() || source.find('\\') != std::string::npos) return;
  draft.fix({fmt::format("write `./{}`", source),
             is_on_disk(mount) ? Applicability::safe : Applicability::unsafe,
             {Edit{mount.source->span().at_begin(), "./"}}});
}

extern const Rule relative_source_without_dot;
constinit const Rule relative_source_without_dot{
    .id = "relative-source-without-dot",
    .summary = "a relative path without `./` is read as a volume name",
    .category = Category::syntax,
    .severity = Severity::error,
    .why = R"(In the short syntax a source is a path only if it begins with `.`, `/`, `~` or a drive. `data/db:/x` is
therefore the volume `data/db`, which nothing can declare: Compose stops, and the directory is not mounted.

Write `./data/db:/x`, or use the long syntax with `type: bind`, where a relative source is a path.)",
    .bad = R"(services:
  db:
    image: postgres:17
    volumes:
      - data/db:/var/lib/postgresql/data
)",
    .good = R"(services:
  db:
    image: postgres:17
    volumes:
      - ./data/db:/var/lib/postgresql/data
)",
    .references = {"https://docs.docker.com/reference/compose-file/services/#short-syntax-5"},
    .check = check,
};

}  // namespace mountlint::rules
