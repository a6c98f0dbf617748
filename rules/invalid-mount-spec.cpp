// Flags mounts that Compose takes and the engine refuses, or that mean something else than they say. What Compose
// itself refuses comes from the parser and becomes a finding of this rule, too.
#include <cctype>
#include <optional>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"

namespace mountlint::rules {

static bool is_drive_path(std::string_view path) {
  return path.size() >= 2 && std::isalpha(static_cast<unsigned char>(path[0])) && path[1] == ':';
}

// `d:/data`: one letter before a colon is a drive, so this is an unnamed volume at `d:/data`. Meant if a volume `d` is
// declared; paths of Windows containers are written with a capital letter or a backslash.
static bool is_volume_read_as_drive(const Mount& mount) {
  const std::string_view target = mount.target.value();
  if (mount.origin != MountOrigin::compose_short || !is_drive_path(target) || !target.substr(2).starts_with("/"))
    return false;
  const Volume* volume = mount.container->project->volume(target.substr(0, 1));
  return std::islower(static_cast<unsigned char>(target[0])) || (volume && volume->definition);
}

static void report_drive(const Mount& mount, Findings& findings) {
  const std::string_view target = mount.target.value();
  findings
      .add(mount.place,
           "`{}` is read as a path on a drive: an unnamed volume is made there, and volume `{}` is not mounted", target,
           target.substr(0, 1))
      .help("give the volume a name of two letters or more");
}

// `app/data` on its own, or behind a source. What begins with a backslash or a drive is a path of Windows containers.
static bool is_relative(const Mount& mount) {
  const std::string_view target = mount.target.value();
  return !target.starts_with("/") && !target.starts_with("\\") && !is_drive_path(target);
}

static std::string message_of_relative(const Mount& mount) {
  const std::string target = mount.target.shown();
  if (!mount.source)
    return fmt::format("`{}` is read as a path in the container, and it is not absolute: the container does not start",
                       target);
  return fmt::format("the target `{}` is not absolute: the container does not start, and nothing is mounted", target);
}

static void report_relative(const Mount& mount, Findings& findings) {
  Draft draft = findings.add(mount.target.empty() ? mount.place : Place{mount.target.span(), mount.place.via}, "{}",
                             message_of_relative(mount));
  draft.help("targets begin with `/`");
  const std::string_view target = mount.target.value();
  if (target.empty() || target.starts_with(".") || target.find(':') != std::string_view::npos) return;
  if (std::optional<Fix> fix = change_target(mount, fmt::format("/{}", target))) draft.fix(std::move(*fix));
}

static void check(const Mount& mount, Findings& findings) {
  if (!mount.written_in_compose() || !mount.container || !mount.target.is_known()) return;
  if (mount.syntax && !mount.syntax->valid) return;
  if (is_volume_read_as_drive(mount)) return report_drive(mount, findings);
  if (mount.target_path == "/") {
    findings.add(Place{mount.target.span(), mount.place.via},
                 "a mount at `/` would hide the whole image: the engine refuses it, and the container does not start");
    return;
  }
  if (mount.target_path.empty() && is_relative(mount)) report_relative(mount, findings);
}

extern const Rule invalid_mount_spec;
constinit const Rule invalid_mount_spec{
    .id = "invalid-mount-spec",
    .summary = "a mount that cannot be made, or means something else",
    .category = Category::syntax,
    .severity = Severity::error,
    .why =
        R"(Compose refuses some mounts at once: an empty part (`:/data`, `data::/x`), more than three parts, an unknown
`type`. Others it takes, and the engine refuses them when the container starts: a target that is not absolute
(`- workspace` alone is a target, not a volume), or the target `/`. And some mean something else: a single letter before
a colon is a drive of Windows, so that `d:/data` is an unnamed volume at the path `d:/data`.

In each case the data is not where the author thinks.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - workspace
volumes:
  workspace:
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - workspace:/workspace
volumes:
  workspace:
)",
    .references = {"https://docs.docker.com/reference/compose-file/services/#volumes"},
    .check = check,
};

}  // namespace mountlint::rules
