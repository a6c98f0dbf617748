// Containers beside those of services (`pre_start`, `jobs`), files that are watched, and how files are put.
#include <doctest/doctest.h>

#include "compose_project.h"

using namespace mountlint;
using compose::Flag;
using compose::Service;

namespace {

using Strings = std::vector<std::string>;

Strings mounts(const Service& service) {
  Strings out;
  for (const compose::ServiceVolume& volume : service.volumes)
    out.push_back((volume.source ? std::string(volume.source->value()) : "") + " " +
                  std::string(volume.target.value()));
  return out;
}

}  // namespace

TEST_CASE("pre_start: a container takes over everything but mounts and what only services have") {
  const Project project(R"(services:
  app:
    image: x
    user: u
    tmpfs: /t
    command: run
    environment: {A: "1"}
    volumes: [./s:/s]
    container_name: c
    pre_start:
      - {command: a, volumes: [./a:/a, ./b:/a, {type: bind, source: ./c}]}
      - {image: y, tmpfs: /u, environment: [B=2], read_only: true}
)");
  CHECK(project.errors() == Strings{});
  const Service& app = *project.file.service("app");
  REQUIRE(app.pre_start.size() == 2);
  CHECK(app.pre_start.complete);
  const Service &first = app.pre_start[0], &second = app.pre_start[1];
  CHECK(first.image->text.value() == "x");
  CHECK(first.user->text.value() == "u");
  CHECK(first.command->words[0].value() == "a");
  CHECK(mounts(first) == Strings{"./a /a", "./b /a", "./c "});
  CHECK_FALSE(first.container_name);
  CHECK(project.at(first.volumes[1].place.span) == "./b:/a");
  CHECK(second.image->text.value() == "y");
  CHECK(second.command->words[0].value() == "run");
  CHECK(second.tmpfs.size() == 2);
  CHECK(second.environment.size() == 2);
  CHECK(second.read_only == Flag::yes);
  CHECK(mounts(second) == Strings{});
}

TEST_CASE("jobs: containers that extend each other, whose mounts nobody checks") {
  const Project project(R"(services: {app: {image: x}}
jobs:
  a: {image: b, volumes: [./a:/a, ./b:/a], triggers: {manual: true}}
  b: {extends: a}
)");
  CHECK(project.errors() == Strings{});
  REQUIRE(project.file.jobs.size() == 2);
  CHECK(mounts(project.file.jobs[0]) == Strings{"./a /a", "./b /a"});
  CHECK(mounts(project.file.jobs[1]) == Strings{"./a /a", "./b /a"});
  CHECK(project.steps(project.file.jobs[1].volumes[0].place) == Strings{"extends a"});
}

TEST_CASE("develop.watch: what is copied into a running container") {
  const Project project(R"(services:
  app:
    image: x
    x-develop: {watch: [{path: ./a, action: rebuild}]}
    develop:
      watch:
        - {path: ./b, action: sync, target: /b, ignore: [c, d], x-initialSync: true}
)");
  const auto& watch = project.file.service("app")->watch;
  REQUIRE(watch.size() == 2);
  CHECK(watch[0].path.value() == "./a");
  CHECK_FALSE(watch[0].target);
  CHECK(watch[0].initial_sync == Flag::no);
  CHECK(watch[1].action.value() == "sync");
  CHECK(watch[1].target->value() == "/b");
  CHECK(watch[1].ignore.size() == 2);
  CHECK(watch[1].initial_sync == Flag::yes);
}

TEST_CASE("configs and secrets: who may read them") {
  const Project project(R"(services:
  app:
    image: x
    secrets:
      - {source: s, target: a, uid: "1", gid: "2", mode: 0440}
      - {source: s, target: b, mode: "0440"}
      - {source: s, target: c, mode: 440}
      - {source: s, target: d, mode: "${M}"}
      - s
    build: {context: ., secrets: [t], additional_contexts: {a: ./x}}
secrets: {s: {file: ./s}, t: {file: ./t, external: false}, e: {external: {name: real}}}
volumes: {v: {external: {name: there}}}
)");
  const Service& app = *project.file.service("app");
  REQUIRE(app.secrets.size() == 5);
  CHECK(app.secrets[0].uid->value() == "1");
  CHECK(app.secrets[0].gid->value() == "2");
  CHECK(app.secrets[0].mode->bits == 0440u);
  CHECK(app.secrets[1].mode->bits == 0440u);
  CHECK(app.secrets[2].mode->bits == 440u);
  CHECK_FALSE(app.secrets[3].mode->bits);
  CHECK_FALSE(app.secrets[4].mode);
  CHECK(app.build->secrets[0].source.value() == "t");
  CHECK(app.build->additional_contexts[0].value->value() == "./x");
  CHECK(project.file.secrets[2].real_name->text.value() == "real");
  CHECK(project.file.volume("v")->real_name->text.value() == "there");
}

TEST_CASE("unicity: devices by target, profiles by name") {
  const Project project(R"(services:
  app:
    image: x
    profiles: [a, b, a]
    devices: ["/dev/a:/dev/x", "/dev/b", {source: /dev/c, target: /dev/x}]
)");
  const Service& app = *project.file.service("app");
  CHECK(app.profiles.size() == 2);
  REQUIRE(app.devices.size() == 2);
  CHECK(app.devices[0].source.value() == "/dev/c");
  CHECK(app.devices[1].source.value() == "/dev/b");
}

TEST_CASE("merge keys: a reset acts even where a key that is written out hides it") {
  const Project project(
      {{"/p/compose.yaml", "services: {app: {image: x, volumes: [./a:/a]}}\n"},
       {"/p/compose.override.yaml", "x-m: &m {volumes: !reset []}\nservices: {app: {<<: *m, volumes: [./k:/k]}}\n"}});
  CHECK(project.errors() == Strings{});
  CHECK(mounts(*project.file.service("app")) == Strings{"./k /k"});
}

TEST_CASE("short mounts: braces that are meant literally hold their colons") {
  const Project project("services: {app: {image: x, volumes: ['$${a:b}:/x', './$${c:d']}}\n");
  CHECK(project.errors() == Strings{});
  CHECK(mounts(*project.file.service("app")) == Strings{"${a:b} /x", " "});
}
