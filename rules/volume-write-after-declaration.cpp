// Flags RUN that changes what is a volume already: not every builder keeps the change.
#include "linter/rule.h"
#include "rules/support/builders.h"
#include "rules/support/image_writes.h"

namespace mountlint::rules {

static void check(const Stage& stage, Findings& findings) {
  const std::vector<const ImageWrite*> writes = writes_with(stage, WriteVerdict::after_declaration);
  if (writes.empty()) return;
  const Severity severity = needs_buildkit(*stage.dockerfile->file) ? Severity::info : Severity::warning;
  for (const ImageWrite* write : writes) {
    const bool inside = write->path.size() > write->volume_path.size();
    findings
        .add(write->span,
             "Docker's legacy builder and Buildah before 1.37 throw this change of `{}` away: {} is a volume already",
             inside ? write->path : write->volume_path, inside ? fmt::format("`{}`", write->volume_path) : "it")
        .severity(severity)
        .help("move `VOLUME` behind the last `RUN` that writes there")
        .note(write->volume->written.span(), "declared here");
  }
}

extern const Rule volume_write_after_declaration;
constinit const Rule volume_write_after_declaration{
    .id = "volume-write-after-declaration",
    .summary = "a `RUN` changes what a `VOLUME` has declared before it",
    .category = Category::volume_instruction,
    .severity = Severity::warning,
    .why =
        R"(The legacy builder of Docker (the default before Docker 23, and still used with `DOCKER_BUILDKIT=0` and by
tools that talk to the classic build API) and Buildah before 1.37 (with it Podman before 5.2) mount an unnamed volume at
each declared path while they run a command, and throw that volume away afterwards. Files that `RUN` makes there, and
owners and modes that it sets, are not in the image, and nothing says so. BuildKit keeps them.

Files that `COPY` and `ADD` bring are kept by all builders.

`VOLUME` has the same effect wherever it stands in a stage: behind the last `RUN` that writes below it is the place
where every builder gives the same image. In a Dockerfile that only BuildKit can read (`# syntax=`, heredocs,
`RUN --mount`) this is information.)",
    .bad = R"(FROM alpine:3
VOLUME /data
RUN chown nobody /data
)",
    .good = R"(FROM alpine:3
RUN mkdir /data && chown nobody /data
VOLUME /data
)",
    .references = {"https://docs.docker.com/reference/dockerfile/#notes-about-specifying-volumes",
                   "https://github.com/moby/moby/issues/15337", "https://github.com/containers/buildah/issues/4247"},
    .check = check,
};

}  // namespace mountlint::rules
