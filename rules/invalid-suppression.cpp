// A suppression comment that cannot be read; found by the engine.
#include "linter/rule.h"

namespace mountlint::rules {

extern const Rule invalid_suppression;
constinit const Rule invalid_suppression{
    .id = "invalid-suppression",
    .summary = "a suppression comment is malformed or names an unknown rule",
    .category = Category::syntax,
    .severity = Severity::warning,
    .why =
        R"(The comment suppresses nothing. Write `# mountlint: ignore[rule-a, rule-b] -- reason` before the line it is
about (or behind it, in YAML), or `# mountlint: file-ignore[rule] -- reason` for the whole file. There is no form that
suppresses every rule.)",
    .bad = R"(FROM alpine:3
# mountlint: ignore[no-such-rule] -- we know
RUN true
)",
    .good = R"(FROM alpine:3
# mountlint: ignore[volume-creates-anonymous] -- the data may go
VOLUME /data
)",
    .references = {},
    .check = by_engine,
};

}  // namespace mountlint::rules
