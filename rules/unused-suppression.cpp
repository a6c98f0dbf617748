// A suppression that suppressed nothing; found by the engine while it settles the findings.
#include "linter/rule.h"

namespace mountlint::rules {

extern const Rule unused_suppression;
constinit const Rule unused_suppression{
    .id = "unused-suppression",
    .summary = "a suppression comment suppresses nothing",
    .category = Category::syntax,
    .severity = Severity::warning,
    .why = R"(The comment names a rule that finds nothing there: the mistake was repaired, or the comment stands at the
wrong place. It would hide the next real finding, so remove it.

Nothing is reported if the rule did not run, or if the part of the file could not be read.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      # mountlint: ignore[docker-socket] -- it needs the engine
      - app-data:/data
volumes:
  app-data:
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      # mountlint: ignore[docker-socket] -- it needs the engine
      - /var/run/docker.sock:/var/run/docker.sock
)",
    .references = {},
    .check = by_engine,
};

}  // namespace mountlint::rules
