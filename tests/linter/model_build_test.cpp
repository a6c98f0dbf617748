// Dockerfiles and how services build them: which file, which stage, with which values.
#include "linter/model/build.h"

#include <algorithm>

#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;

namespace {

std::string value_of(const Build& build, std::string_view name) {
  for (const EnvironmentVariable& variable : build.environment)
    if (variable.name == name) return variable.value.shown();
  return "(none)";
}

const Build& only_build(const World& world) {
  REQUIRE(world.dockerfile().builds.size() == 1);
  return *world.dockerfile().builds.front();
}

}  // namespace

TEST_CASE("a service finds its Dockerfile") {
  struct Case {
    const char *what, *build, *dockerfile, *context;
  };
  const Case cases[] = {
      {"context alone", "build: .", "p/Dockerfile", "p"},
      {"the folder", "build: ./web", "p/web/Dockerfile", "p/web"},
      {"with a slash", "build: {context: web/}", "p/web/Dockerfile", "p/web"},
      {"another name", "build: {dockerfile: other.Dockerfile}", "p/other.Dockerfile", "p"},
      {"from the context", "build: {context: web, dockerfile: ../Dockerfile}", "p/Dockerfile", "p/web"},
      {"above", "build: {context: ..}", "Dockerfile", "."},
      {"by a variable that has a default", "build: {context: '${X:-web}'}", "p/web/Dockerfile", "p/web"},
      {"in the project directory", "build: {context: '${PWD}/web'}", "p/web/Dockerfile", "p/web"},
      {"by an unknown variable", "build: {context: '${X}'}", "", ""},
      {"remote", "build: https://github.com/a/b.git", "", ""},
      {"missing", "build: ./gone", "", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.what));
    const std::string compose = "services:\n  db:\n    " + std::string(one.build) + "\n";
    WorkspaceInput input;
    input.file_sets = {{{"p/compose.yaml"}}};
    const World world({{"p/compose.yaml", compose},
                       {"Dockerfile", "FROM scratch\n"},
                       {"p/Dockerfile", "FROM scratch\n"},
                       {"p/other.Dockerfile", "FROM scratch\n"},
                       {"p/web/Dockerfile", "FROM scratch\n"}},
                      input);
    const Container& db = world.container("db");
    CHECK(db.has_build);
    if (one.dockerfile[0] == '\0') {
      CHECK_FALSE(db.build);
      CHECK(world.workspace.dockerfiles.empty());
      continue;
    }
    REQUIRE(db.build);
    CHECK(db.build->dockerfile->path == std::string(one.dockerfile));
    CHECK(db.build->context == std::string(one.context));
    CHECK(db.build->container == &db);
    CHECK_FALSE(db.build->dockerfile->named);
  }
}

TEST_CASE("a Dockerfile that several services build is there once, named if somebody named it") {
  const World world({{"compose.yaml", "services:\n  a: {build: .}\n  b: {build: {context: ., target: dev}}\n"},
                     {"x/compose.yaml", "services:\n  c: {build: ..}\n"},
                     {"Dockerfile", "FROM alpine AS dev\nRUN x\nFROM alpine\nCOPY --from=dev / /\n"},
                     {"y/Dockerfile", "FROM alpine\n"}});
  REQUIRE(world.workspace.dockerfiles.size() == 2);
  const Dockerfile& dockerfile = world.dockerfile(0);
  CHECK(dockerfile.path == "Dockerfile");
  CHECK(dockerfile.named);
  REQUIRE(dockerfile.builds.size() == 3);
  CHECK(world.container("a").build->stage == dockerfile.stages[1].get());
  CHECK(world.container("b").build->stage == dockerfile.stages[0].get());
  CHECK(world.container("c", 1).build->dockerfile == &dockerfile);
  CHECK(dockerfile.stages[0]->builds.size() == 1);
  CHECK(dockerfile.stages[1]->builds.size() == 2);
  // Nobody links the other one.
  REQUIRE(world.dockerfile(1).builds.size() == 1);
  CHECK_FALSE(world.dockerfile(1).builds[0]->container);
  CHECK(world.dockerfile(1).stages[0]->shipped());
}

TEST_CASE("an inline Dockerfile belongs to its service") {
  const std::string compose =
      "services:\n  db:\n    build:\n      dockerfile_inline: |\n        FROM mysql:8\n        VOLUME /extra\n";
  const World world({{"compose.yaml", compose}});
  const Container& db = world.container("db");
  REQUIRE(db.build);
  CHECK(db.build->dockerfile->owned);
  CHECK(db.build->dockerfile->named);
  CHECK(db.build->dockerfile->path == "compose.yaml");
  REQUIRE(db.build->volumes.size() == 1);
  CHECK(db.build->volumes[0]->path == "/extra");
  const Span span = db.build->volumes[0]->written.span();
  CHECK(db.build->dockerfile->file->source->text(span) == "/extra");
  REQUIRE(db.image);
  CHECK(db.image->name == "mysql");
}

TEST_CASE("the chain of stages") {
  const World world({{"Dockerfile",
                      "ARG BASE=debian:12\nFROM ${BASE} AS base\nENV A=1\nWORKDIR /srv\n"
                      "FROM base AS mid\nENV B=$A\nWORKDIR app\nUSER me\n"
                      "FROM alpine AS other\n"
                      "FROM mid\nENV C=${B}x\nCMD [\"run\"]\n"}});
  const Build& build = only_build(world);
  REQUIRE(build.chain.size() == 3);
  CHECK(build.chain[0]->syntax->name == "base");
  CHECK(build.chain[2] == build.stage);
  REQUIRE(build.base_image);
  CHECK(build.base_image->name == "debian");
  CHECK(value_of(build, "A") == "1");
  CHECK(value_of(build, "C") == "1x");
  CHECK(build.environment.complete);
  CHECK(build.working_dir == "/srv/app");
  REQUIRE(build.user);
  CHECK(build.user->value() == "me");
  REQUIRE(build.command);
  CHECK(build.command->words.size() == 1);
  const Dockerfile& dockerfile = world.dockerfile();
  CHECK(dockerfile.stages[1]->base == dockerfile.stages[0].get());
  CHECK_FALSE(dockerfile.stages[2]->shipped());
  CHECK(dockerfile.stages[0]->shipped());
}

TEST_CASE("a stage is found by its name in lower case only, an image is none") {
  const World world({{"Dockerfile", "FROM alpine AS Base\nFROM Base\n"}});
  CHECK_FALSE(world.dockerfile().stages[1]->base);
  const World lower({{"Dockerfile", "FROM alpine AS Base\nFROM base\n"}});
  CHECK(lower.dockerfile().stages[1]->base == lower.dockerfile().stages[0].get());
}

TEST_CASE("ARG and ENV") {
  struct Case {
    const char *what, *dockerfile, *args, *expected;
  };
  const Case cases[] = {
      {"default", "FROM scratch\nARG X=a\nENV R=$X\n", "", "a"},
      {"given", "FROM scratch\nARG X=a\nENV R=$X\n", "{X: b}", "b"},
      {"given from outside", "FROM scratch\nARG X=a\nENV R=$X\n", "[X]", "$X"},
      {"given, not declared", "FROM scratch\nENV R=$X\n", "{X: b}", ""},
      {"no default", "FROM scratch\nARG X\nENV R=$X\n", "", "$X"},
      {"global", "ARG X=g\nFROM scratch\nARG X\nENV R=$X\n", "", "g"},
      {"global, not declared in the stage", "ARG X=g\nFROM scratch\nENV R=$X\n", "", ""},
      {"global, with its own default", "ARG X=g\nFROM scratch\nARG X=s\nENV R=$X\n", "", "s"},
      {"global from global", "ARG A=1\nARG X=g$A\nFROM scratch\nARG X\nENV R=$X\n", "", "g1"},
      {"ENV wins when later", "FROM scratch\nARG X=a\nENV X=e\nENV R=$X\n", "", "e"},
      {"ARG without a value leaves ENV", "FROM scratch\nENV X=e\nARG X\nENV R=$X\n", "", "e"},
      {"the state before the instruction", "FROM scratch\nENV X=a\nENV X=b R=$X\n", "", "a"},
      {"ARG from left to right", "FROM scratch\nARG A=1 X=$A\nENV R=$X\n", "", "1"},
      {"set nowhere", "FROM scratch\nENV R=$X\n", "", ""},
      {"set nowhere, with a default", "FROM scratch\nENV R=${X:-d}\n", "", "d"},
      {"perhaps set by the base image", "FROM node:22\nENV R=$X\n", "", "$X"},
      {"of the platform", "FROM scratch\nARG TARGETARCH\nENV R=$TARGETARCH\n", "", "$TARGETARCH"},
      {"PATH of an image that sets it", "FROM debian\nENV R=$PATH\n", "", "$PATH"},
      {"PATH of an empty image", "FROM scratch\nENV R=$PATH\n", "",
       "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
      {"by an instruction that cannot be read", "FROM scratch\nNONSENSE x\nENV R=$X\n", "", "$X"},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.what));
    const std::string args = one.args[0] ? std::string("      args: ") + one.args + "\n" : std::string();
    const World world(
        {{"compose.yaml", "services:\n  db:\n    build:\n      context: .\n" + args}, {"Dockerfile", one.dockerfile}});
    REQUIRE(world.container("db").build);
    CHECK(value_of(*world.container("db").build, "R") == std::string(one.expected));
  }
}

TEST_CASE("each build has its own values, and its own base image") {
  const World world({{"compose.yaml",
                      "services:\n  a: {build: {context: ., args: {V: '16'}}}\n"
                      "  b: {build: {context: ., args: {V: '17'}}}\n  c: {build: {context: ., args: {V: '16'}}}\n"},
                     {"Dockerfile", "ARG V=15\nFROM postgres:$V\nENV V=x\n"}});
  REQUIRE(world.container("a").image);
  CHECK(world.container("a").image->tag->value() == "16");
  CHECK(world.container("b").image->tag->value() == "17");
  CHECK(world.container("c").image->tag->value() == "16");
  CHECK(world.container("c").build->container == &world.container("c"));
  CHECK(world.dockerfile().stages[0]->builds.size() == 3);
}

TEST_CASE("an unknown target links nothing") {
  const World world({{"compose.yaml", one_service("    build: {context: ., target: '${T}'}\n")},
                     {"Dockerfile", "FROM alpine AS a\nFROM alpine\n"}});
  CHECK_FALSE(world.container("db").build);
  CHECK_FALSE(only_build(world).container);
  const World missing(
      {{"compose.yaml", one_service("    build: {context: ., target: gone}\n")}, {"Dockerfile", "FROM alpine AS a\n"}});
  CHECK_FALSE(missing.container("db").build);
  const World number({{"compose.yaml", one_service("    build: {context: ., target: '0'}\n")},
                      {"Dockerfile", "FROM alpine AS a\nFROM alpine\n"}});
  REQUIRE(number.container("db").build);
  CHECK(number.container("db").build->stage->syntax->index == 0);
}

TEST_CASE("ENTRYPOINT drops the command of the base image, but not that of its own stage") {
  const World dropped({{"Dockerfile", "FROM node:22\nENTRYPOINT [\"/e\"]\n"}});
  REQUIRE(only_build(dropped).command);
  CHECK(only_build(dropped).command->words.empty());
  const World kept({{"Dockerfile", "FROM node:22\nCMD [\"c\"]\nENTRYPOINT [\"/e\"]\n"}});
  REQUIRE(only_build(kept).command);
  CHECK(only_build(kept).command->words.size() == 1);
  const World inherited({{"Dockerfile", "FROM node:22\n"}});
  CHECK_FALSE(only_build(inherited).command);
  CHECK_FALSE(only_build(inherited).entrypoint);
}

TEST_CASE("ONBUILD VOLUME takes effect in the next stage") {
  const World world({{"Dockerfile", "FROM alpine AS base\nONBUILD VOLUME /later\nFROM base\nVOLUME /now\n"}});
  const Dockerfile& dockerfile = world.dockerfile();
  CHECK(dockerfile.stages[0]->onbuild_volumes);
  REQUIRE(dockerfile.stages[0]->volumes.size() == 1);
  CHECK(dockerfile.stages[0]->volumes[0].onbuild);
  REQUIRE(only_build(world).volumes.size() == 2);
  CHECK(only_build(world).volumes[0]->path == "/later");
  const World last({{"Dockerfile", "FROM alpine\nONBUILD VOLUME /later\n"}});
  CHECK(only_build(last).volumes.empty());
}

TEST_CASE("RUN --mount") {
  struct Case {
    const char *run, *target;
    MountType type;
    Access access;
    const char* source = "";
  };
  const Case cases[] = {
      {"--mount=type=cache,target=/root/.npm", "/root/.npm", MountType::cache, Access::read_write},
      {"--mount=type=cache,dst=cache", "/w/cache", MountType::cache, Access::read_write},
      {"--mount=type=cache,target=$D/x", "/d/x", MountType::cache, Access::read_write},
      {"--mount=type=cache,target=/c,ro", "/c", MountType::cache, Access::read_only},
      {"--mount=type=cache", "/w", MountType::cache, Access::read_write},
      {"--mount=target=/s,source=src", "/s", MountType::bind, Access::read_only, "src"},
      {"--mount=TYPE=Bind,target=/s,rw=true", "/s", MountType::bind, Access::read_write},
      {"--mount=type=bind,target=/s,readonly=false", "/s", MountType::bind, Access::read_write},
      {"--mount=type=bind,target=/s,ro=$UNKNOWN", "/s", MountType::bind, Access::unknown},
      {"--mount=type=secret,id=npm", "/run/secrets/npm", MountType::secret, Access::read_only},
      {"--mount=type=secret,id=npm,target=/n", "/n", MountType::secret, Access::read_only},
      {"--mount=type=ssh", "", MountType::ssh, Access::read_only},
      {"--mount=type=tmpfs,target=/t", "/t", MountType::tmpfs, Access::read_write},
      {"--mount=type=cache,target=$UNKNOWN", "", MountType::cache, Access::read_write},
      {"--mount=type=$UNKNOWN,target=/x", "/x", MountType::unknown, Access::unknown},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.run));
    const World world({{"Dockerfile", "FROM node:22\nENV D=/d\nWORKDIR /w\nRUN " + std::string(one.run) + " x\n"}});
    const Known<Mount>& mounts = world.dockerfile().stages[0]->mounts;
    REQUIRE(mounts.size() == 1);
    CHECK(mounts.complete);
    CHECK(mounts[0].target_path == std::string(one.target));
    CHECK(mounts[0].type == one.type);
    CHECK(mounts[0].access == one.access);
    CHECK((mounts[0].source ? mounts[0].source->shown() : std::string()) == std::string(one.source));
    CHECK(mounts[0].origin == MountOrigin::run_mount);
    CHECK(mounts[0].stage == world.dockerfile().stages[0].get());
    REQUIRE(mounts[0].flag);
    CHECK(mounts[0].flag->span == mounts[0].place.span);
  }
}

TEST_CASE("a Dockerfile that cannot be read leaves lists incomplete and breaks nothing") {
  const char* const texts[] = {"",
                               "FROM",
                               "FROM alpine AS",
                               "RUN x\n",
                               "FROM ${\nVOLUME $\n",
                               "FROM a AS b\nFROM b\nRUN <<E\n",
                               "ONBUILD\nONBUILD ONBUILD VOLUME /x\nFROM\nVOLUME\n",
                               "FROM alpine\nVOLUME [\"\"]\n",
                               "ARG\nFROM $X AS $Y\nENV $A=$B\nARG =\nWORKDIR\nCMD\nENTRYPOINT []\n"};
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    const World world({{"compose.yaml", one_service("    build: .\n")}, {"Dockerfile", text}});
    CHECK(world.workspace.dockerfiles.size() == 1);
  }
  const World broken({{"Dockerfile", "FROM alpine\nVOLUMES /x\n"}});
  CHECK_FALSE(only_build(broken).complete);
  CHECK_FALSE(only_build(broken).environment.complete);
  CHECK_FALSE(broken.dockerfile().stages[0]->mounts.complete);
}

TEST_CASE("wrong variables are found in words of every kind, once each") {
  const World world({{"compose.yaml", "services:\n  a: {build: .}\n  b: {build: {context: ., args: {X: '1'}}}\n"},
                     {"Dockerfile",
                      "FROM alpine\nLABEL a=${\nCOPY ${} /x\nEXPOSE ${a:=b}\nSTOPSIGNAL ${\nUSER ${\nWORKDIR ${\n"
                      "ENV A=${\nVOLUME ${\nCOPY <<E /y\n${\nE\nCOPY <<'E' /z\n${\nE\nRUN echo ${\n"}});
  const Dockerfile& dockerfile = world.dockerfile();
  std::vector<std::uint32_t> lines;
  for (const SyntaxErrors* errors : {&dockerfile.errors, &dockerfile.file->errors})
    for (const SyntaxError& error : *errors) lines.push_back(dockerfile.file->source->line_of(error.span.begin));
  std::ranges::sort(lines);
  CHECK(lines == std::vector<std::uint32_t>{2, 3, 4, 5, 6, 7, 8, 9, 11});
}

TEST_CASE("a chain of any length") {
  std::string text = "FROM alpine AS s0\n";
  for (int i = 1; i < 3000; ++i) text += "FROM s" + std::to_string(i - 1) + " AS s" + std::to_string(i) + "\n";
  const World world({{"Dockerfile", text}});
  CHECK(only_build(world).chain.size() <= 256);
  CHECK(only_build(world).stage == world.dockerfile().stages.back().get());
}
