// Flags VOLUME around the application itself: a volume that is used again runs the old code.
#include "linter/rule.h"

namespace mountlint::rules {

static void check(const Stage& stage, Findings& findings) {
  for (const VolumeOperand& operand : stage.volumes) {
    if (!operand.application) continue;
    findings
        .add(operand.written.span(),
             "the volume at `{}` holds the application itself: a volume that is used again keeps running the old code "
             "after the next build",
             operand.path)
        .help("declare only the directory below it that the application writes its data to")
        .note(operand.application->span, "this brings it there");
  }
}

extern const Rule volume_on_app_source;
constinit const Rule volume_on_app_source{
    .id = "volume-on-app-source",
    .summary = "a `VOLUME` around the code of the application keeps old code alive",
    .category = Category::volume_instruction,
    .severity = Severity::warning,
    .why =
        R"(A volume is filled from the image while it is new and empty, and never again. With the code of the application
inside, the next image brings new code that no existing volume gets: the container starts the old one. Compose keeps
volumes without a name, too, when it replaces a container (`up --build`).

Declare the directory that the application writes to, and nothing around its code or its installed packages. A volume
for a directory of dependencies alone (`/app/node_modules`) is left to people who know what it is for, and so are images
that only carry content (nothing is started in them).)",
    .bad = R"(FROM node:22
WORKDIR /app
COPY . .
VOLUME /app
CMD ["node", "server.js"]
)",
    .good = R"(FROM node:22
WORKDIR /app
COPY . .
VOLUME /app/uploads
CMD ["node", "server.js"]
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container",
                   "https://docs.docker.com/reference/dockerfile/#volume"},
    .check = check,
};

}  // namespace mountlint::rules
