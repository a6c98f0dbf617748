// The engine with hand-made rules over small workspaces: what runs on what, and how findings are settled.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "linter/lint.h"
#include "linter/relocate.h"

using namespace mountlint;

namespace {

constexpr Rule rule(const char* id, Check check, Proves proves = Proves::presence,
                    Severity severity = Severity::warning) {
  return {.id = id,
          .summary = "s",
          .category = Category::persistence,
          .severity = severity,
          .why = "w",
          .bad = "b",
          .good = "g",
          .references = {},
          .check = check,
          .proves = proves};
}

void every_mount(const Mount& mount, Findings& findings) {
  findings.add(mount.place, "mount {}", mount.target.shown());
}
void every_container(const Container& container, Findings& findings) {
  findings.add(container.place, "container {}", container.name);
}
void without_mount(const Container& container, Findings& findings) {
  if (container.mounts.empty()) findings.add(container.place, "no mount in {}", container.name);
}
void unused_volume(const Volume& volume, Findings& findings) {
  if (volume.users.empty()) findings.add(volume.place, "nobody uses {}", volume.name);
}
void every_stage(const Stage& stage, Findings& findings) { findings.add(stage.place, "stage"); }
void every_volume_instruction(const dockerfile::File& file, Findings& findings) {
  for (const dockerfile::Instruction& instruction : file.instructions)
    if (instruction.as<dockerfile::Volume>()) {
      Fix fix{"remove it", Applicability::safe, {{instruction.span, ""}}};
      findings.add(instruction.span, "volume {}", instruction.arguments.shown()).fix(std::move(fix));
    }
}
void build_without_volume(const Build& build, Findings& findings) {
  if (build.volumes.empty()) findings.add(build.stage->place, "build without volume");
}
void every_project(const Project& project, Findings& findings) {
  for (const SourcePtr& source : project.file->sources)
    findings.add(source->content().at_begin(), "project {}", project.path);
}

constinit const Rule mounts = rule("mounts", every_mount);
constinit const Rule containers = rule("containers", every_container);
constinit const Rule no_mount = rule("no-mount", without_mount, Proves::no_mount);
constinit const Rule no_user = rule("no-user", unused_volume, Proves::no_mount);
constinit const Rule stages = rule("stages", every_stage);
constinit const Rule volumes = rule("volumes", every_volume_instruction);
constinit const Rule no_volume = rule("no-volume-in-build", build_without_volume, Proves::no_command);
constinit const Rule projects = rule("projects", every_project);
constinit const Rule dockerfile_syntax = rule("dockerfile-syntax", by_engine);
constinit const Rule compose_syntax = rule("compose-syntax", by_engine);
constinit const Rule invalid_mount_spec = rule("invalid-mount-spec", by_engine);
constinit const Rule invalid = rule("invalid-suppression", by_engine);
constinit const Rule unused = rule("unused-suppression", by_engine);

struct Project_ {
  MemoryFileSystem files;
  LintOptions options;
  std::vector<const Rule*> rules;

  Report lint() const { return mountlint::lint(options, files, RuleList{rules.data(), rules.size()}); }
};

std::string place(const Report& report, Span span) {
  const SourceFile& file = report.source(span);
  const std::uint32_t line = file.line_of(span.begin);
  return fmt::format("{}:{}:{}", file.path(), line, span.begin - file.line(line).begin + 1);
}

// "path:line:column severity message (note at place; ..)", one line each.
std::string shown(const Report& report) {
  std::string out;
  for (const Finding& finding : report.findings) {
    out += fmt::format("{} {} {}", place(report, finding.span), name_of(finding.severity), finding.message);
    for (const Note& note : finding.notes) out += fmt::format(" ({} {})", place(report, note.span), note.message);
    out += "\n";
  }
  return out;
}

std::string lint(std::initializer_list<std::pair<const char*, const char*>> files, std::vector<const Rule*> rules,
                 std::vector<std::string> paths = {"/r"}, const char* config = "") {
  Project_ project;
  for (const auto& [path, text] : files) project.files.add(path, text);
  if (*config) project.files.add("/r/.mountlint.yaml", config);
  project.options.paths = std::move(paths);
  project.rules = std::move(rules);
  return shown(project.lint());
}

}  // namespace

TEST_CASE("rules run on what their parameter says") {
  const char* const compose = "services:\n  a:\n    image: x\n    volumes: [data:/d]\n";
  CHECK(lint({{"/r/compose.yaml", compose}}, {&mounts}) == "/r/compose.yaml:4:15 warning mount /d\n");
  CHECK(lint({{"/r/compose.yaml", compose}}, {&containers}) == "/r/compose.yaml:2:3 warning container a\n");
  CHECK(lint({{"/r/compose.yaml", compose}}, {&projects}) == "/r/compose.yaml:1:1 warning project /r/compose.yaml\n");
  CHECK(lint({{"/r/compose.yaml", compose}}, {&stages}) == "");
  const char* const dockerfile = "FROM x AS a\nRUN --mount=type=cache,target=/c true\nFROM a\nVOLUME /d\n";
  CHECK(lint({{"/r/Dockerfile", dockerfile}}, {&stages}) ==
        "/r/Dockerfile:1:1 warning stage\n/r/Dockerfile:3:1 warning stage\n");
  CHECK(lint({{"/r/Dockerfile", dockerfile}}, {&mounts}) == "/r/Dockerfile:2:5 warning mount /c\n");
  CHECK(lint({{"/r/Dockerfile", dockerfile}}, {&volumes}) == "/r/Dockerfile:4:1 warning volume /d\n");
}

TEST_CASE("absence is not concluded from lists that are not complete") {
  CHECK(lint({{"/r/compose.yaml", "services:\n  a:\n    image: x\n"}}, {&no_mount}) ==
        "/r/compose.yaml:2:3 warning no mount in a\n");
  CHECK(lint({{"/r/compose.yaml", "services:\n  a:\n    image: x\n    volumes: ${V}\n"}}, {&no_mount}) == "");
  CHECK(lint({{"/r/compose.yaml", "services:\n  a:\n    image: x\n    extends: {file: none.yaml, service: a}\n"}},
             {&no_mount}) == "");
}

TEST_CASE("absence is not concluded from what Compose refuses") {
  const char* const broken = "services:\n  a:\n    image: x\n    volumes: 5\n  b:\n    image: x\n";
  CHECK(lint({{"/r/compose.yaml", broken}}, {&no_mount}) == "/r/compose.yaml:5:3 warning no mount in b\n");
  const char* const half = "services:\n  a:\n    image: x\nvolumes:\n  data:\n    exte\n  other:\n";
  CHECK(lint({{"/r/compose.yaml", half}}, {&no_user}) == "/r/compose.yaml:7:3 warning nobody uses other\n");
}

TEST_CASE("an absence holds only if it holds in every project") {
  MemoryFileSystem files;
  files.add("/r/base.yaml", "services:\n  a:\n    image: x\nvolumes:\n  data:\n");
  files.add("/r/user.yaml", "services:\n  a:\n    volumes: [data:/d]\n");
  const std::array<const Rule*, 2> list = {&no_mount, &no_user};
  const RuleList rules{list.data(), list.size()};
  const auto count = [&](std::vector<compose::FileSet> sets) {
    Sources sources(files);
    Configs configs(sources, rules);
    const Workspace workspace = make_workspace({std::move(sets), {}, "/r"}, sources);
    return check({workspace, sources, configs, rules, {}, {"/r/base.yaml", "/r/user.yaml"}}).findings.size();
  };
  CHECK(count({{{"/r/base.yaml"}}}) == 2);
  CHECK(count({{{"/r/base.yaml"}}, {{"/r/base.yaml"}}}) == 2);
  CHECK(count({{{"/r/base.yaml"}}, {{"/r/base.yaml", "/r/user.yaml"}}}) == 0);
}

TEST_CASE("an absence holds only if it holds in every build") {
  const char* const compose =
      "services:\n  a:\n    build: {context: ., args: {V: ''}}\n  b:\n    build: {context: ., target: two}\n";
  const char* const dockerfile = "FROM x AS one\nFROM one AS two\nVOLUME /d\n";
  // Both services build `two`, which has a volume.
  CHECK(lint({{"/r/compose.yaml", compose}, {"/r/Dockerfile", dockerfile}}, {&no_volume}) == "");
  CHECK(lint({{"/r/compose.yaml", compose}, {"/r/Dockerfile", "FROM x AS two\n"}}, {&no_volume}) ==
        "/r/Dockerfile:1:1 warning build without volume\n");
}

TEST_CASE("one finding per rule and place") {
  const char* const compose =
      "x-v: &v\n  - data:/d\nservices:\n  a:\n    image: x\n    volumes: *v\n  b:\n    image: x\n    volumes: *v\n";
  const std::string found = lint({{"/r/compose.yaml", compose}}, {&mounts});
  CHECK(found.starts_with("/r/compose.yaml:2:5 warning mount /d"));
  CHECK(found.find("(/r/compose.yaml:7:3 also in service `b`)") != std::string::npos);
  CHECK(std::ranges::count(found, '\n') == 1);
}

TEST_CASE("a base and its override are one project") {
  const std::string found = lint({{"/r/compose.yaml", "services:\n  a:\n    image: x\n"},
                                  {"/r/compose.override.yaml", "services:\n  a:\n    volumes: [data:/d]\n"}},
                                 {&containers, &mounts});
  CHECK(found.starts_with("/r/compose.override.yaml:3:15 warning mount /d"));
  CHECK(found.find("\n/r/compose.yaml:2:3 warning container a") != std::string::npos);
}

TEST_CASE("what several projects include or extend is told once, where it is written") {
  const auto files = {
      std::pair{"/r/a/compose.yaml",
                "include: [../db.compose.yaml]\nservices:\n  a:\n    image: x\n    volumes: [./a:/a]\n"},
      std::pair{"/r/b/compose.yaml", "services:\n  b:\n    extends: {file: ../db.compose.yaml, service: db}\n"},
      std::pair{"/r/db.compose.yaml", "services:\n  db:\n    image: x\n    volumes: [./d:/d]\n"}};
  const std::string found = lint(files, {&mounts});
  CHECK(std::ranges::count(found, '\n') == 2);
  CHECK(found.starts_with("/r/a/compose.yaml:5:15 warning mount /a\n/r/db.compose.yaml:4:15 warning mount /d"));
  CHECK(found.find("(/r/a/compose.yaml:1:11 ") != std::string::npos);
  // Of the two that were not asked for, only what brought them in is told.
  CHECK(lint(files, {&mounts}, {"/r/b/compose.yaml"}) ==
        "/r/b/compose.yaml:3:14 warning mount /d (/r/db.compose.yaml:4:15 written here)\n");
  CHECK(lint(files, {&mounts}, {"/r/a/compose.yaml"}) ==
        "/r/a/compose.yaml:1:11 warning mount /d (/r/db.compose.yaml:4:15 written here)\n"
        "/r/a/compose.yaml:5:15 warning mount /a\n");
}

TEST_CASE("what a file lacks that another one completes is asked of the whole") {
  const char* const part = "services:\n  db:\n    image: x\n";
  const char* const includes = "include: [db.compose.yaml]\nservices:\n  a:\n    image: x\n    volumes: [./a:/a]\n";
  const char* const extends =
      "services:\n  b:\n    extends: {file: db.compose.yaml, service: db}\n    volumes: [./d:/d]\n";
  const auto lacking = [&](const char* whole) {
    return lint({{"/r/compose.yaml", whole}, {"/r/db.compose.yaml", part}}, {&no_mount});
  };
  // The included service lacks it in the whole, too; the service that extends it does not.
  CHECK(lacking(includes).starts_with("/r/db.compose.yaml:2:3 warning no mount in db"));
  CHECK(lacking(extends) == "");
  CHECK(lint({{"/r/compose.override.yaml", part}}, {&no_mount}) == "");
  CHECK(lint({{"/r/db.compose.yaml", part}}, {&no_mount}) == "/r/db.compose.yaml:2:3 warning no mount in db\n");
}

TEST_CASE("a suppression in a file that another one completes is not called unused") {
  const char* const part = "services:\n  # mountlint: ignore[no-mount] -- kept elsewhere\n  db:\n    image: x\n";
  CHECK(lint({{"/r/compose.override.yaml", part}}, {&no_mount, &unused}) == "");
}

TEST_CASE("a Dockerfile that several projects build is told once") {
  const char* const compose = "services:\n  a:\n    build: ..\n";
  CHECK(lint({{"/r/a/compose.yaml", compose}, {"/r/b/compose.yaml", compose}, {"/r/Dockerfile", "FROM x\nVOLUME /d\n"}},
             {&volumes, &stages}) == "/r/Dockerfile:1:1 warning stage\n/r/Dockerfile:2:1 warning volume /d\n");
}

TEST_CASE("syntax errors are findings of the rule that claims them") {
  const auto dockerfile = {std::pair{"/r/Dockerfile", "FROM x\nRUM true\n"}};
  CHECK(lint(dockerfile, {&dockerfile_syntax}).starts_with("/r/Dockerfile:2:1 error "));
  CHECK(lint(dockerfile, {&compose_syntax}) == "");
  const auto compose = {std::pair{"/r/compose.yaml", "services:\n  a:\n    image: x\n    volumes: ['data::/d']\n"}};
  const std::string claimed = lint(compose, {&compose_syntax, &invalid_mount_spec});
  CHECK(claimed.starts_with("/r/compose.yaml:4:"));
  CHECK(claimed.find(" error ") != std::string::npos);
  CHECK(lint(compose, {&compose_syntax}) == claimed);
  CHECK(lint(compose, {&compose_syntax, &invalid_mount_spec}, {"/r"}, "rules: {invalid-mount-spec: off}\n") == "");
  CHECK(lint(compose, {&compose_syntax, &invalid_mount_spec}, {"/r"}, "rules: {compose-syntax: off}\n") == claimed);
}

TEST_CASE("findings about files that were not named move to what brought them in") {
  const char* const compose = "services:\n  a:\n    build: ./app\n";
  const char* const dockerfile = "FROM x\nVOLUME /d\nVOLUME /e\n";
  const auto files = {std::pair{"/r/compose.yaml", compose}, std::pair{"/r/app/Dockerfile", dockerfile}};
  CHECK(lint(files, {&volumes}, {"/r/compose.yaml"}) ==
        "/r/compose.yaml:3:12 warning volume /d (/r/app/Dockerfile:2:1 written here) (/r/app/Dockerfile:3:1 volume "
        "/e)\n");
  CHECK(lint(files, {&volumes}, {"/r"}) ==
        "/r/app/Dockerfile:2:1 warning volume /d\n/r/app/Dockerfile:3:1 warning volume /e\n");
  CHECK(lint(files, {&volumes}, {"/r/compose.yaml"}, "exclude: [app]\n") == "");
}

TEST_CASE("what brought a finding in") {
  const auto is_named = [](FileId file) { return file == FileId(0); };
  const Span evidence{FileId(1), 10, 20}, alias{FileId(1), 30, 32}, extends{FileId(0), 5, 9};
  RawFinding raw{
      {&mounts, Severity::warning, evidence, "m", {{alias, "through this alias"}, {extends, "extended here"}}}};
  raw.finding.fix = Fix{"t", Applicability::safe, {{evidence, ""}}};
  REQUIRE(move_to_named_file(raw, is_named));
  CHECK(raw.finding.span == extends);
  CHECK_FALSE(raw.finding.fix);
  REQUIRE(raw.finding.notes.size() == 2);
  CHECK(raw.finding.notes[0].span == evidence);
  CHECK(raw.finding.notes[1].span == alias);
  CHECK(raw.moved_from == evidence);
  // What stands in a named file stays, and what nothing brought in is dropped.
  RawFinding here{{&mounts, Severity::warning, extends, "m"}}, nowhere{{&mounts, Severity::warning, evidence, "m"}};
  CHECK(move_to_named_file(here, is_named));
  CHECK(here.finding.span == extends);
  CHECK_FALSE(move_to_named_file(nowhere, is_named));
}

TEST_CASE("severities and switches of the config") {
  const auto files = {std::pair{"/r/compose.yaml", "services:\n  a:\n    image: x\n"}};
  CHECK(lint(files, {&containers}, {"/r"}, "rules: {containers: error}\n") ==
        "/r/compose.yaml:2:3 error container a\n");
  CHECK(lint(files, {&containers}, {"/r"}, "rules: {containers: off}\n") == "");
  CHECK(lint(files, {&containers}, {"/r"}, "paths: [{paths: [compose.yaml], rules: {containers: off}}]\n") == "");
  CHECK(lint(files, {&containers}, {"/r"}, "paths: [{paths: [other.yaml], rules: {containers: off}}]\n") != "");
}

TEST_CASE("suppressions") {
  const char* const suppressed =
      "services:\n  # mountlint: ignore[containers] -- known\n  a:\n    image: x\n  b:\n    image: x\n";
  CHECK(lint({{"/r/compose.yaml", suppressed}}, {&containers, &unused}) == "/r/compose.yaml:5:3 warning container b\n");
  CHECK(lint({{"/r/compose.yaml", "# mountlint: file-ignore[containers]\nservices:\n  a:\n    image: x\n"}},
             {&containers, &unused}) == "");
  CHECK(lint({{"/r/compose.yaml", "services:\n  a:  # mountlint: ignore[containers]\n    image: x\n"}},
             {&containers, &unused}) == "");
  CHECK(lint({{"/r/Dockerfile", "FROM x\n# mountlint: ignore[volumes]\nVOLUME /d\n"}}, {&unused, &volumes}) == "");
  const std::string wrong =
      lint({{"/r/compose.yaml", "# mountlint: ignore\nservices:\n  a:\n    image: x\n"}}, {&containers, &invalid});
  CHECK(wrong.starts_with("/r/compose.yaml:1:20 warning the rules are missing"));
  CHECK(wrong.find("container a") != std::string::npos);
}

TEST_CASE("a suppression in a file that was not named holds, too") {
  CHECK(lint({{"/r/compose.yaml", "services:\n  a:\n    build: ./app\n"},
              {"/r/app/Dockerfile", "FROM x\n# mountlint: ignore[volumes]\nVOLUME /d\n"}},
             {&unused, &volumes}, {"/r/compose.yaml"}) == "");
  CHECK(lint({{"/r/compose.yaml", "services:\n  a:\n    # mountlint: ignore[volumes]\n    build: ./app\n"},
              {"/r/app/Dockerfile", "FROM x\nVOLUME /d\n"}},
             {&unused, &volumes}, {"/r/compose.yaml"}) == "");
}

TEST_CASE("suppressions in an inline Dockerfile") {
  const char* const compose =
      "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM x\n"
      "        # mountlint: ignore[volumes]\n        VOLUME /d\n        VOLUME /e\n";
  CHECK(lint({{"/r/compose.yaml", compose}}, {&unused, &volumes}) == "/r/compose.yaml:8:9 warning volume /e\n");
}

TEST_CASE("unused suppressions") {
  const char* const unused_one =
      "services:\n  # mountlint: ignore[no-mount]\n  a:\n    image: x\n    volumes: [data:/d]\n";
  CHECK(lint({{"/r/compose.yaml", unused_one}}, {&no_mount, &unused}) ==
        "/r/compose.yaml:2:3 warning this comment has nothing to suppress\n");
  // Not if the rule did not run, and not if it could not know.
  CHECK(lint({{"/r/compose.yaml", unused_one}}, {&no_mount, &unused}, {"/r"}, "rules: {no-mount: off}\n") == "");
  CHECK(
      lint({{"/r/compose.yaml", "services:\n  # mountlint: ignore[no-mount]\n  a:\n    image: x\n    volumes: ${V}\n"}},
           {&no_mount, &unused}) == "");
  CHECK(lint({{"/r/compose.yaml",
               "services:\n  # mountlint: ignore[no-mount]\n  a:\n    image: x\n    volumes: [data:/d]\n  b: [\n"}},
             {&no_mount, &unused}) == "");
  CHECK(lint({{"/r/Dockerfile", "# mountlint: ignore[no-volume-in-build]\nFROM x\nVOLUME /d\n"}},
             {&no_volume, &unused}) == "");
}

TEST_CASE("the number of threads cannot be seen") {
  Project_ project;
  for (int i = 0; i < 60; ++i) {
    const std::string folder = fmt::format("/r/{}/", i);
    project.files.add(folder + "compose.yaml",
                      "services:\n  a:\n    build: .\n    volumes: [data:/d, else:/e]\n  b:\n    image: x\n");
    project.files.add(folder + "Dockerfile", "FROM x\nVOLUME /d\nRUN --mount=type=cache,target=/c true\n");
  }
  project.options.paths = {"/r"};
  project.rules = {&containers, &mounts, &no_mount, &stages, &volumes};
  project.options.threads = 1;
  const std::string one = shown(project.lint());
  CHECK(std::ranges::count(one, '\n') == 60 * (2 + 3 + 1 + 1 + 1));
  project.options.threads = 8;
  CHECK(shown(project.lint()) == one);
}
