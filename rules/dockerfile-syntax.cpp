// What the Dockerfile parser found wrong, as findings.
#include "linter/rule.h"

namespace mountlint::rules {

extern const Rule dockerfile_syntax;
constinit const Rule dockerfile_syntax{
    .id = "dockerfile-syntax",
    .summary = "the Dockerfile has a part that Docker cannot read",
    .category = Category::syntax,
    .severity = Severity::error,
    .why =
        R"(The build stops here. Everything else in the file is still looked at, but nothing is concluded from what is
missing in a part that could not be read.)",
    .bad = R"(FROM alpine:3
VOLUM /data
)",
    .good = R"(FROM alpine:3
VOLUME /data
)",
    .references = {"https://docs.docker.com/reference/dockerfile/"},
    .check = by_engine,
};

}  // namespace mountlint::rules
