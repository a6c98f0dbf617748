// Tells that a VOLUME of the image makes an unnamed volume wherever nobody mounts that path.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/volume_operands.h"

namespace mountlint::rules {

// The service that builds this mounts something exactly there, or its mounts are not known. One service that does not
// is enough: what is found is the declaration, so that the rule proves a presence.
static bool is_mounted(const Build& build, const VolumeOperand& operand) {
  if (!build.container) return false;
  const Container& container = *build.container;
  if (!container.complete || !container.mounts.complete) return true;
  return std::any_of(container.mounts.begin(), container.mounts.end(), [&](const Mount& mount) {
    if (mount.origin == MountOrigin::image_volume) return false;
    return mount.target_path == operand.path || !mount.target.is_known();
  });
}

static void check(const Build& build, Findings& findings) {
  std::vector<const VolumeOperand*> unmounted;
  for (const VolumeOperand* operand : build.volumes) {
    if (operand->verdict != OperandVerdict::good || operand->path.empty() || operand->onbuild) continue;
    if (!is_mounted(build, *operand)) unmounted.push_back(operand);
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

This is worth knowing and nothing more: it is true of nearly every `VOLUME`. It is not reported if every service that
builds the image mounts exactly that path.)",
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
