// What a suppression comment says, what it acts on, and every way to get it wrong.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "linter/suppression_comment.h"
#include "linter/suppressions.h"

using namespace mountlint;

namespace {

constinit const Rule rule_a{.id = "rule-a",
                            .summary = "s",
                            .category = Category::persistence,
                            .severity = Severity::warning,
                            .why = "w",
                            .bad = "b",
                            .good = "g",
                            .references = {},
                            .check = by_engine};
constinit const Rule rule_b{.id = "rule-b",
                            .summary = "s",
                            .category = Category::persistence,
                            .severity = Severity::warning,
                            .why = "w",
                            .bad = "b",
                            .good = "g",
                            .references = {},
                            .check = by_engine};
constinit const Rule invalid{.id = "invalid-suppression",
                             .summary = "s",
                             .category = Category::syntax,
                             .severity = Severity::warning,
                             .why = "w",
                             .bad = "b",
                             .good = "g",
                             .references = {},
                             .check = by_engine};
constinit const Rule unused{.id = "unused-suppression",
                            .summary = "s",
                            .category = Category::syntax,
                            .severity = Severity::info,
                            .why = "w",
                            .bad = "b",
                            .good = "g",
                            .references = {},
                            .check = by_engine};
constexpr std::array<const Rule*, 4> list = {&invalid, &rule_a, &rule_b, &unused};
constexpr RuleList rules{list.data(), list.size()};

SourcePtr source_of(std::string text) { return std::make_shared<const SourceFile>(FileId(0), "file", std::move(text)); }

Suppressions read_yaml(const SourcePtr& source) {
  const yaml::File file = yaml::parse(source);
  return read_suppressions(file, rules);
}

Suppressions read_dockerfile(const SourcePtr& source) {
  const dockerfile::File file = dockerfile::parse(source);
  return read_suppressions(file, rules);
}

// The text that the only suppression acts on.
std::string yaml_target(const std::string& text) {
  const SourcePtr source = source_of(text);
  const Suppressions read = read_yaml(source);
  REQUIRE(read.list.size() == 1);
  return std::string(source->text(read.list[0].target));
}

std::string dockerfile_target(const std::string& text) {
  const SourcePtr source = source_of(text);
  const Suppressions read = read_dockerfile(source);
  REQUIRE(read.list.size() == 1);
  return std::string(source->text(read.list[0].target));
}

std::string apply(std::string text, std::vector<Edit> edits) {
  std::ranges::sort(edits, {}, [](const Edit& edit) { return -std::int64_t(edit.span.begin); });
  for (const Edit& edit : edits) text.replace(edit.span.begin, edit.span.size(), edit.replacement);
  return text;
}

}  // namespace

TEST_CASE("comments that do not speak to us") {
  for (const char* comment :
       {"#", "# a comment", "# mountlint", "# mountlint ignores this folder", "# see mountlint: ignore[x]",
        "# mountlint ignore this folder, please", "# mountlinter: ignore[rule-a]", "# ignore[rule-a]"}) {
    CAPTURE(comment);
    CHECK_FALSE(read_suppression_comment(comment, [](std::string_view id) { return id == "rule-a"; }));
  }
}

TEST_CASE("comments as they should be") {
  for (const std::string comment :
       {"# mountlint: ignore[rule-a, rule-b] -- a reason", "#mountlint:ignore[rule-a,rule-b]-- a reason",
        "##  mountlint:  ignore[ rule-a , rule-b ]  --  a reason  "}) {
    CAPTURE(comment);
    const auto read = read_suppression_comment(comment, [](std::string_view) { return false; });
    REQUIRE(read);
    CHECK_FALSE(read->mistake);
    CHECK_FALSE(read->whole_file);
    REQUIRE(read->ids.size() == 2);
    CHECK(comment.substr(read->ids[0].begin, 6) == "rule-a");
    CHECK(comment.substr(read->ids[1].begin, 6) == "rule-b");
    CHECK(comment.substr(read->reason.begin, read->reason.end - read->reason.begin) == "a reason");
  }
  const auto read =
      read_suppression_comment("# mountlint: file-ignore[rule-a]", [](std::string_view) { return false; });
  REQUIRE(read);
  CHECK(read->whole_file);
}

TEST_CASE("comments that are nearly right") {
  // What is marked, and the comment after the fix; the same comment if there is no fix.
  const struct {
    const char* comment;
    const char* marked;
    const char* fixed;
  } cases[] = {
      {"# Mountlint: ignore[rule-a]", "Mountlint", "# mountlint: ignore[rule-a]"},
      {"# mountlint: Ignore[rule-a]", "Ignore", "# mountlint: ignore[rule-a]"},
      {"# mountlint: FILE-IGNORE[rule-a]", "FILE-IGNORE", "# mountlint: file-ignore[rule-a]"},
      {"# mountlint ignore[rule-a]", "", "# mountlint: ignore[rule-a]"},
      {"# mountlint: ignore [rule-a]", " ", "# mountlint: ignore[rule-a]"},
      {"# mountlint: ignore=rule-a", "=rule-a", "# mountlint: ignore[rule-a]"},
      {"# mountlint: ignore: rule-a, rule-b", ": rule-a, rule-b", "# mountlint: ignore[rule-a, rule-b]"},
      {"# mountlint: ignore rule-a -- x", " rule-a", "# mountlint: ignore[rule-a] -- x"},
      {"# mountlint: ignore[rule-a", "", "# mountlint: ignore[rule-a]"},
      {"# mountlint: ignore[rule-a -- x", "", "# mountlint: ignore[rule-a] -- x"},
      {"# mountlint: ignore[rule-a,]", ",", "# mountlint: ignore[rule-a]"},
      {"# mountlint: ignore[rule-a] x", " ", "# mountlint: ignore[rule-a] -- x"},
      {"# mountlint: ignore", "", "# mountlint: ignore"},
      {"# mountlint: ignore[]", "[]", "# mountlint: ignore[]"},
      {"# mountlint: ignore[rule-a rule-b]", "r", "# mountlint: ignore[rule-a rule-b]"},
      {"# mountlint: disable[rule-a]", "disable", "# mountlint: disable[rule-a]"},
      {"# mountlint: [rule-a]", "# mountlint: ", "# mountlint: [rule-a]"},
      {"# mountlint: ignore[*]", "*", "# mountlint: ignore[*]"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.comment);
    const SourcePtr source = source_of(std::string(one.comment) + "\na: b\n");
    const Suppressions read = read_yaml(source);
    CHECK(read.list.empty());
    REQUIRE(read.invalid.size() == 1);
    const Finding& finding = read.invalid[0];
    CHECK(finding.rule == &invalid);
    CHECK(source->text(finding.span) == one.marked);
    const std::string fixed = finding.fix ? apply(std::string(one.comment), finding.fix->edits) : one.comment;
    CHECK(fixed == one.fixed);
  }
}

TEST_CASE("an unknown rule stands at its id, and the others hold") {
  const SourcePtr source = source_of("# mountlint: ignore[rule-a, rule-bb, nonsense]\na: b\n");
  const Suppressions read = read_yaml(source);
  REQUIRE(read.invalid.size() == 2);
  CHECK(source->text(read.invalid[0].span) == "rule-bb");
  CHECK(read.invalid[0].help == "did you mean `rule-b`?");
  CHECK_FALSE(read.invalid[1].fix);
  REQUIRE(read.list.size() == 1);
  CHECK(read.list[0].rules[0].rule == &rule_a);
}

TEST_CASE("targets in YAML") {
  const std::string comment = "# mountlint: ignore[rule-a]\n";
  CHECK(yaml_target(comment + "services:\n  db:\n    image: x\nvolumes: {}\n") == "services:\n  db:\n    image: x");
  CHECK(yaml_target("services:\n  " + comment + "  db:\n    image: x\n  web:\n    image: y\n") == "db:\n    image: x");
  CHECK(yaml_target("volumes:\n  " + comment + "  - a:/b\n  - c:/d\n") == "a:/b");
  CHECK(yaml_target("volumes:\n  " + comment + "  # another comment\n\n  - type: bind\n    source: x\n  - c:/d\n") ==
        "type: bind\n    source: x");
  CHECK(yaml_target("volumes:\n  - a:/b " + comment + "  - c:/d\n") == "  - a:/b # mountlint: ignore[rule-a]");
  CHECK(yaml_target("volumes: " + comment + "  - c:/d\n") == "volumes: # mountlint: ignore[rule-a]");
  CHECK(yaml_target("a: &x {b: c}\n" + comment + "d: *x\ne: f\n") == "d: *x");
  CHECK(yaml_target("a: b\n" + comment) == "");
  CHECK(yaml_target("a: b\n# mountlint: file-ignore[rule-a]\n") == "a: b\n# mountlint: file-ignore[rule-a]\n");
}

TEST_CASE("targets in a Dockerfile") {
  const std::string comment = "# mountlint: ignore[rule-a]\n";
  CHECK(dockerfile_target(comment + "FROM x\nVOLUME /a\n") == "FROM x");
  CHECK(dockerfile_target("FROM x\n" + comment + "\n# other\nVOLUME /a \\\n  /b\nRUN x\n") == "VOLUME /a \\\n  /b");
  CHECK(dockerfile_target("FROM x\nVOLUME /a \\\n" + comment + "# other\n  /b \\\n  /c\nRUN x\n") == "  /b \\");
  CHECK(dockerfile_target("FROM x\n" + comment) == "");
  CHECK(dockerfile_target("FROM x\n# mountlint: file-ignore[rule-a]\nRUN x\n") ==
        "FROM x\n# mountlint: file-ignore[rule-a]\nRUN x\n");
}

TEST_CASE("each comment of a continued instruction acts on the line behind it") {
  const std::string comment = "# mountlint: ignore[rule-a]\n";
  const SourcePtr source = source_of(comment + "FROM x\n" + comment + "VOLUME /a \\\n" + comment + comment +
                                     "\n  /b \\\n" + comment + "  /c\n" + comment + "RUN x\n" + comment);
  std::vector<std::string> targets;
  for (const Suppression& each : read_dockerfile(source).list) targets.emplace_back(source->text(each.target));
  const std::string volume = "VOLUME /a \\\n" + comment + comment + "\n  /b \\\n" + comment + "  /c";
  CHECK(targets == std::vector<std::string>{"FROM x", volume, "  /b \\", "  /b \\", "  /c", "RUN x", ""});
}

TEST_CASE("a hash behind an instruction is no comment") {
  CHECK(read_dockerfile(source_of("FROM x\nRUN x # mountlint: ignore[rule-a]\n")).list.empty());
}

TEST_CASE("removing what is unused") {
  const struct {
    const char* text;
    std::initializer_list<const char*> used;
    const char* expected;
  } cases[] = {
      {"a: b\n  # mountlint: ignore[rule-a] -- x\nc: d\n", {}, "a: b\nc: d\n"},
      {"a: b  # mountlint: ignore[rule-a]\nc: d\n", {}, "a: b\nc: d\n"},
      {"# mountlint: ignore[rule-a, rule-b]\na: b\n", {}, "a: b\n"},
      {"# mountlint: ignore[rule-a, rule-b]\na: b\n", {"rule-a"}, "# mountlint: ignore[rule-a]\na: b\n"},
      {"# mountlint: ignore[rule-a, rule-b]\na: b\n", {"rule-b"}, "# mountlint: ignore[rule-b]\na: b\n"},
      {"# mountlint: ignore[rule-a, rule-b]\na: b\n",
       {"rule-a", "rule-b"},
       "# mountlint: ignore[rule-a, rule-b]\na: b\n"},
      {"# mountlint: ignore[rule-a, nonsense]\na: b\n", {}, "# mountlint: ignore[nonsense]\na: b\n"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    const SourcePtr source = source_of(one.text);
    Suppressions read = read_yaml(source);
    REQUIRE(read.list.size() == 1);
    for (SuppressedRule& rule : read.list[0].rules)
      rule.used = rule.rule && std::ranges::find(one.used, rule.rule->id.text,
                                                 [](const char* id) { return std::string_view(id); }) != one.used.end();
    std::string text = one.text;
    for (const Finding& finding : unused_parts(read.list[0], *source, unused, [](const Rule&) { return true; }))
      text = apply(text, finding.fix->edits);
    CHECK(text == one.expected);
    CHECK(unused_parts(read.list[0], *source, unused, [](const Rule&) { return false; }).empty());
  }
}
