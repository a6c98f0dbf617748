// Tells that a VOLUME of the image makes an unnamed volume wherever nobody mounts that path.
#include <set>
#include <string_view>
#include <vector>

#include "linter/rule.h"
#include "rules/support/persistence.h"
#include "rules/support/volume_operands.h"

namespace mountlint::rules {

// What the service that builds this mounts. One service without a mount is enough: what is found is the declaration, so
// that the rule proves a presence.
struct Mounted {
  bool known = true;
  std::set<std::string_view> targets;
};

static Mounted mounted_by(const Container* container) {
  Mounted out;
  if (!container) return out;
  out.known = container->complete && container->mounts.complete;
  for (const Mount& mount : container->mounts) {
    if (mount.origin == MountOrigin::image_volume) continue;
    out.targets.insert(mount.target_path);
    out.known = out.known && mount.target.is_known();
  }
  return out;
}

// anonymous-volume-from-image speaks of the service, which is the better place.
static bool is_told_of_service(const Build& build) {
  const Container* container = build.container;
  return container && !container->one_shot && !runs_something_else(*container);
}

static void check(const Build& build, Findings& findings) {
  if (is_told_of_service(build)) return;
  const Mounted mounted = mounted_by(build.container);
  if (!mounted.known) return;
  std::vector<const VolumeOperand*> unmounted;
  for (const VolumeOperand* operand : build.volumes) {
    if (operand->verdict != OperandVerdict::good || operand->path.empty() || operand->onbuild) continue;
    if (operand->application) continue;
    if (!mounted.targets.contains(operand->path)) unmounted.push_back(operand);
  }
  for (const auto& operands : by_instruction(unmounted)) {
    findings
        .add(span_of(operands),
             "each container without a mount at {} gets a new unnamed volume for it: `down` leaves its data behind",
             list_of(operands))
        .help("mount a named volume there, or leave `VOLUME` out and document the path");
  }
}

extern const Rule volume_creates_anonymous;
constinit const Rule volume_creates_anonymous{
    .id = "volume-creates-anonymous",
    .summary = "a `VOLUME` makes an unnamed volume for each container that mounts nothing there",
    .category = Category::volume_instruction,
    .severity = Severity::info,
    .why =
        R"(`VOLUME` keeps nothing by itself. Where nothing is mounted at its path, each new container gets a volume with
a random name. The data stays on the disk, but no later container finds it, and unnamed volumes pile up. Images that are
built from this one cannot take the declaration back.

This is worth knowing and nothing more: it is true of nearly every `VOLUME`. Where a service builds the image, nothing
is reported here: whether it mounts that path is the matter of anonymous-volume-from-image.)",
    .bad = R"(FROM alpine:3
VOLUME /cache
)",
    .good = R"(FROM alpine:3
RUN mkdir /cache
)",
    .references = {"https://docs.docker.com/reference/dockerfile/#volume", "https://github.com/moby/moby/issues/3465",
                   "https://github.com/moby/buildkit/issues/4802"},
    .check = check,
};

}  // namespace mountlint::rules
