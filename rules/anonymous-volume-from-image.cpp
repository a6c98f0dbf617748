// Flags services whose image declares a VOLUME that they mount nothing at.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/dependency_directories.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

static Severity severity_of(const DataDirectory& directory) {
  const bool application = directory.known && directory.known->role == ImageRole::application;
  const bool lab = directory.container->context == ContextClass::lab;
  return lab || application || directory.may_be_relocated ? Severity::info : Severity::warning;
}

// The mount above it looks as if it kept the data.
static const Mount* mount_above(const DataDirectory& directory) {
  for (const Mount& mount : directory.container->mounts)
    if (mount.origin != MountOrigin::image_volume && mount.covers(directory.path)) return &mount;
  return nullptr;
}

static std::string message_of(const DataDirectory& directory) {
  if (const Mount* above = mount_above(directory)) {
    return fmt::format(
        "`{0}` is a volume of the image and lies apart from the mount at `{1}`: `down` leaves what is in "
        "it behind, and the next `up` starts with an empty one",
        directory.exact_volume, above->target.shown());
  }
  return fmt::format(
      "nothing is mounted at `{}`, a volume of the image: `down` leaves what is in it behind, and the "
      "next `up` starts with an empty one",
      directory.exact_volume);
}

static void add_declaration(Draft& draft, const DataDirectory& directory) {
  if (directory.operand && directory.operand->written.span().valid())
    draft.note(directory.operand->written.span(), "declared here");
}

static void check(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::image_volume || is_dependency_directory(directory.exact_volume)) return;
  const Container& container = *directory.container;
  if (runs_something_else(container)) return;
  const std::string name = new_volume_name(container, file_name(directory.exact_volume));
  Draft draft = findings.add(container.place, "{}", message_of(directory));
  draft.severity(severity_of(directory))
      .help(fmt::format("mount a named volume: `{}:{}`; if the files can be spared, a `tmpfs`", name,
                        directory.exact_volume));
  add_declaration(draft, directory);
  if (std::optional<Fix> fix = mount_named_volume(container, name, directory.exact_volume)) draft.fix(std::move(*fix));
}

extern const Rule anonymous_volume_from_image;
constinit const Rule anonymous_volume_from_image{
    .id = "anonymous-volume-from-image",
    .summary = "the image declares a volume, and the service mounts nothing there",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why = R"(Where an image declares a `VOLUME` and the service mounts nothing at exactly that path, the engine makes a
volume with a random name for each container. A mount at a parent directory does not prevent it. Compose takes the
volume along when it recreates a container, so everything seems to work. `docker compose down` detaches it, and the next
`up` makes a new, empty one. The old data is still on the disk (`docker volume ls -f dangling=true`), but nothing finds
it again.

Mount a named volume at that path, or a `tmpfs` if the files can be spared.

The volumes of a Dockerfile that the service builds are reported, and of known servers those that hold a part of the
data beside the main directory. The main directory itself is the matter of database-not-persisted. Volumes for logs,
configuration and installed packages, services that run once, and data that was moved elsewhere are not reported; for
tests and samples it is information.)",
    .bad = R"(services:
  zookeeper:
    image: zookeeper:3.9
    volumes:
      - snapshots:/data
volumes:
  snapshots:
)",
    .good = R"(services:
  zookeeper:
    image: zookeeper:3.9
    volumes:
      - snapshots:/data
      - transactions:/datalog
volumes:
  snapshots:
  transactions:
)",
    .references = {"https://docs.docker.com/reference/dockerfile/#volume",
                   "https://docs.docker.com/reference/cli/docker/compose/down/",
                   "https://github.com/moby/moby/issues/14515"},
    .check = check,
    .proves = Proves::no_mount,
    .moves_data = true,
};

}  // namespace mountlint::rules
