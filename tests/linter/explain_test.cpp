// Pages, tables and lists about rules, as golden text.
#include "linter/explain.h"

#include <doctest/doctest.h>

#include "tests/linter/report_sample.h"

using namespace mountlint;

TEST_CASE("a page") {
  CHECK(rule_page(sample_rule) == R"(<!-- Written from the rule's own text by the program; do not edit. -->

# anonymous-volume

data in an anonymous volume is left behind with its container

- Severity: warning
- Category: persistence
- By default: on

## Why

The volume has no name.
Nobody finds it again.

Give it one.

## Example

This is found:

```yaml
services: {db: {image: postgres, volumes: [/data]}}
```

This is not:

```yaml
services: {db: {image: postgres, volumes: ["data:/data"]}}
volumes: {data: {}}
```

## Switching it off or on

For one place, with a comment on the line before:

```yaml
# mountlint: ignore[anonymous-volume] -- why it is right here
```

For a project, in `.mountlint.yaml` (`off`, `info`, `warning` or `error`):

```yaml
rules:
  anonymous-volume: off
```

## References

- https://docs.docker.com/engine/storage/volumes/
)");
}

TEST_CASE("a page of a Dockerfile rule, of one that is off, of one with former names") {
  const std::string page = rule_page(socket_rule);
  CHECK(page.find("```dockerfile\nFROM alpine\nVOLUME /var/run/docker.sock\n```\n") != std::string::npos);
  CHECK(page.find("- By default: on\n- Former names: `engine-socket`\n\n## Why") != std::string::npos);
  CHECK(page.find("## References") == std::string::npos);
  const std::string quiet = rule_page(quiet_rule);
  CHECK(quiet.find("- By default: off\n") != std::string::npos);
  CHECK(quiet.find("rules:\n  single-file-bind: info\n") != std::string::npos);
}

TEST_CASE("examples are fenced whatever stands in them") {
  Rule rule = sample_rule;
  rule.bad = "\n# comment\nRUN <<EOF\n````\nEOF\n\n";
  CHECK(rule_page(rule).find("This is found:\n\n`````dockerfile\n# comment\nRUN <<EOF\n````\nEOF\n`````\n\n") !=
        std::string::npos);
}

TEST_CASE("the table") {
  CHECK(rule_table(sample_rule_list) == R"(### persistence

| Rule | Severity | What it finds |
|---|---|---|
| [anonymous-volume](rules/docs/anonymous-volume.md) | warning | data in an anonymous volume is left behind with its container |
| [single-file-bind](rules/docs/single-file-bind.md) | info (off) | an editor replaces the file: `a \| b` |

### exposure

| Rule | Severity | What it finds |
|---|---|---|
| [docker-socket](rules/docs/docker-socket.md) | error | the engine's socket gives root on the host |
)");
  CHECK(rule_table(sample_rule_list, "docs/").find("(docs/docker-socket.md)") != std::string::npos);
  CHECK(rule_table({}).empty());
}

TEST_CASE("the list") {
  CHECK(rule_list(sample_rule_list) == R"(persistence
  anonymous-volume  warning  data in an anonymous volume is left behind with its container
  single-file-bind  info     an editor replaces the file: `a | b` (off by default)

exposure
  docker-socket     error    the engine's socket gives root on the host
)");
}

TEST_CASE("an explanation") {
  CHECK(explain(sample_rule) == R"(anonymous-volume: data in an anonymous volume is left behind with its container

severity warning, category persistence, on by default

The volume has no name.
Nobody finds it again.

Give it one.

This is found:

    services: {db: {image: postgres, volumes: [/data]}}

This is not:

    services: {db: {image: postgres, volumes: ["data:/data"]}}
    volumes: {data: {}}

To allow one place, write on the line before it:

    # mountlint: ignore[anonymous-volume] -- why it is right here

To switch it off for a project, write in .mountlint.yaml:

    rules:
      anonymous-volume: off

See also:

    https://github.com/mountlint/mountlint/blob/main/rules/docs/anonymous-volume.md
    https://docs.docker.com/engine/storage/volumes/
)");
  CHECK(explain(quiet_rule)
            .find("To switch it on for a project, write in .mountlint.yaml:\n\n    rules:\n"
                  "      single-file-bind: info\n") != std::string::npos);
}
