// Flags volumes without a name in a compose file: `down` leaves them behind and the next `up` starts empty.
#include "linter/rule.h"

namespace mountlint::rules {

static void check(const Mount& mount, Findings& findings) {
  if (!mount.is_anonymous_volume() || !mount.written_in_compose()) return;
  findings.add(mount.place, "anonymous volume at `{}` is left behind by `down`, and the next `up` starts empty",
               mount.target.shown())
      .help("give the volume a name and declare it under the top-level `volumes`");
}

extern const Rule anonymous_volume_in_compose;
constinit const Rule anonymous_volume_in_compose{
    .id = "anonymous-volume-in-compose",
    .summary = "data in an anonymous volume is left behind with its container",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why = R"(...)",
    .bad = R"(services: {db: {image: postgres, volumes: [/var/lib/postgresql/data]}})",
    .good = R"(...)",
    .references = {"https://docs.docker.com/engine/storage/volumes/"},
    .check = check,
};

}  // namespace mountlint::rules
