// Flags two mounts of one service at one target: Compose keeps one and drops the other, mostly without a word.
#include <map>
#include <string_view>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"

namespace mountlint::rules {

// The entry of the same service that this one took the place of. An override file, or a service that extends another
// one, does so on purpose.
static Span replaced_by(const Mount& mount, const Container& container) {
  const Span service = container.service ? container.service->place.span : Span{};
  if (!service.contains(mount.place.span)) return {};
  for (const Via* step = mount.place.via; step && step->kind == ViaKind::replaced; step = step->next) {
    if (service.contains(step->span)) return step->span;
  }
  return {};
}

static void report_replaced(const Mount& mount, Span first, Findings& findings) {
  const SourceFile* source = source_of(*mount.container->project, first);
  if (!source) return;
  if (source->text(first) == source->text(mount.place.span)) {
    findings.add(Place{mount.place.span, nullptr}, "`{}` is mounted twice in the same way", mount.target.shown())
        .severity(Severity::info)
        .note(first, "first written here")
        .help("remove one of them");
    return;
  }
  findings
      .add(Place{mount.place.span, nullptr},
           "`{}` is mounted twice: Compose keeps this mount and silently drops the other, whose data is not seen",
           mount.target.shown())
      .note(first, "this one is dropped")
      .help("give one of them another target");
}

static bool is_file_of_compose(const Mount& mount) {
  return mount.origin == MountOrigin::compose_secret || mount.origin == MountOrigin::compose_config;
}

using Targets = std::map<std::string_view, const Mount*>;

static Targets targets_of_volumes(const Container& container) {
  Targets targets;
  for (const Mount& mount : container.mounts) {
    const bool volume = mount.origin == MountOrigin::compose_short || mount.origin == MountOrigin::compose_long;
    if (volume && !mount.target_path.empty()) targets.emplace(mount.target_path, &mount);
  }
  return targets;
}

// A secret or config at the target of a `volumes` entry is not mounted at all.
static void check_file(const Mount& file, const Targets& targets, Findings& findings) {
  const auto found = targets.find(file.target_path);
  if (found == targets.end()) return;
  findings.add(file.place, "`{}` is mounted twice: Compose silently drops this one", file.target_path)
      .note(found->second->place.span, "this one is mounted")
      .help("give one of them another target");
}

static void check(const Container& container, Findings& findings) {
  const Targets targets = targets_of_volumes(container);
  for (const Mount& mount : container.mounts) {
    if (is_file_of_compose(mount)) check_file(mount, targets, findings);
    if (!mount.written_in_compose() || mount.inherited) continue;
    const Span first = replaced_by(mount, container);
    if (first.valid()) report_replaced(mount, first, findings);
  }
}

extern const Rule duplicate_mount_target;
constinit const Rule duplicate_mount_target{
    .id = "duplicate-mount-target",
    .summary = "of two mounts at one target Compose drops one",
    .category = Category::syntax,
    .severity = Severity::error,
    .why =
        R"(The target is the key of an entry of `volumes`. If two entries of a service have the same target, the later
one takes the place of the earlier one, silently, also within one file: the data of the first is not seen in the
container, and what is written goes to the second. If one of the two is an entry of `tmpfs`, Compose refuses the file.
If one is a secret or a config, it is dropped without a word.

An override file or `extends` that replaces a mount of the base does so on purpose and is not reported.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - logs:/var/log/app
      - data:/var/log/app
volumes:
  logs:
  data:
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - logs:/var/log/app
      - data:/var/lib/app
volumes:
  logs:
  data:
)",
    .references = {"https://docs.docker.com/reference/compose-file/merge/#unique-resources"},
    .check = check,
};

}  // namespace mountlint::rules
