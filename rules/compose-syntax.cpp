// What the compose parser found wrong, as findings.
#include "linter/rule.h"

namespace mountlint::rules {

extern const Rule compose_syntax;
constinit const Rule compose_syntax{
    .id = "compose-syntax",
    .summary = "the compose file has a part that Compose cannot read",
    .category = Category::syntax,
    .severity = Severity::error,
    .why =
        R"(Compose stops here and starts nothing: the file is no YAML, or a value has the wrong type or an unknown key.
Everything else in the file is still looked at, but nothing is concluded from what is missing in a part that could not
be read.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes: /data
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes: [app-data:/data]
volumes: {app-data: }
)",
    .references = {"https://docs.docker.com/reference/compose-file/"},
    .check = by_engine,
};

}  // namespace mountlint::rules
