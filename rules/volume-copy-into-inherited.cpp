// Flags files that an image puts into a volume of its base: an existing volume never gets them.
#include "linter/rule.h"
#include "rules/support/image_writes.h"

namespace mountlint::rules {

static void check(const Stage& stage, Findings& findings) {
  for (const ImageWrite* write : writes_with(stage, WriteVerdict::into_inherited)) {
    if (is_mounted_otherwise(stage, *write)) continue;
    Draft draft = findings.add(write->span,
                               "what gets to `{}` here reaches new volumes only: {} declares `{}` as a volume, and "
                               "existing ones keep their old files",
                               write->path, declarer_of(stage, *write), write->volume_path);
    draft.help("put it somewhere else in the image, and let the entrypoint copy it there");
    if (write->volume) draft.note(write->volume->written.span(), "declared here");
  }
}

extern const Rule volume_copy_into_inherited;
constinit const Rule volume_copy_into_inherited{
    .id = "volume-copy-into-inherited",
    .summary = "files are put into a volume of the base image, where only new volumes get them",
    .category = Category::volume_instruction,
    .severity = Severity::warning,
    .why =
        R"(The engine fills a volume from the image once, when it is new and empty. What a Dockerfile puts into a volume
that its base image declares reaches the first installation, and no upgrade: a container that keeps its volume keeps the
old files, too, whatever the new image brings.

Put the files where no volume is, and copy or link them at start. Some images have a place for it: WordPress takes what
is in `/usr/src/wordpress`, Jenkins what is in `/usr/share/jenkins/ref`.

It is not reported if the service that builds the image mounts another volume exactly there, or a directory of the host,
which hides what the image has.)",
    .bad = R"(FROM wordpress:6
COPY theme /var/www/html/wp-content/themes/shop
)",
    .good = R"(FROM wordpress:6
COPY theme /usr/src/wordpress/wp-content/themes/shop
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container",
                   "https://github.com/docker-library/wordpress/issues/146"},
    .check = check,
};

}  // namespace mountlint::rules
