// What a service takes over by `extends`, from where, and that no chain runs away.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "compose_project.h"

using namespace mountlint;
using compose::Service;

namespace {

using Strings = std::vector<std::string>;
using Files = std::vector<std::pair<std::string, std::string>>;

Project load(Files files) { return Project(std::move(files), 1); }

Strings mounts(const Project& project, std::string_view name) {
  Strings out;
  const Service* service = project.file.service(name);
  REQUIRE(service);
  for (const compose::ServiceVolume& volume : service->volumes)
    out.push_back(join_path(project.file.directory_for(volume.place), volume.source->value()) + " " +
                  std::string(volume.target.value()));
  return out;
}

}  // namespace

TEST_CASE("extends: a service of the same document") {
  const Project project(R"(services:
  c: {extends: b, volumes: [./c:/a]}
  a: {image: x, volumes: [./a:/a], user: a, environment: {A: "1", B: "1"}}
  b: {extends: {service: a}, volumes: [./b:/b], environment: [B=2]}
)");
  CHECK(project.errors() == Strings{});
  CHECK(mounts(project, "b") == Strings{"/p/a /a", "/p/b /b"});
  CHECK(mounts(project, "c") == Strings{"/p/c /a", "/p/b /b"});
  const Service& c = *project.file.service("c");
  CHECK(c.complete);
  CHECK(c.image->text.value() == "x");
  CHECK(c.user->text.value() == "a");
  CHECK(project.at(c.key.span) == "c");
  CHECK(project.at(c.place.span) == "{extends: b, volumes: [./c:/a]}");
  CHECK(project.steps(c.image->place) == Strings{"extends {service: a}", "extends b"});
  CHECK(project.steps(c.volumes[0].place) == Strings{"replaced ./a:/a"});
  CHECK(project.steps(c.volumes[1].place) == Strings{"extends b"});
  REQUIRE(c.environment.size() == 2);
  CHECK(c.environment[1].value->value() == "2");
}

TEST_CASE("extends: the steps of aliases stay before those of extends") {
  const Project project(R"(x-v: &v [./v:/v]
services:
  a: {image: x, volumes: *v}
  b: {extends: a}
)");
  CHECK(project.steps(project.file.service("b")->volumes[0].place) == Strings{"alias *v", "extends a"});
}

TEST_CASE("extends: a service of another file, with the directory of that file") {
  const Project project = load(
      {{"/p/compose.yaml", "services: {app: {extends: {file: ../common/a.yaml, service: a}, volumes: [./h:/h]}}\n"},
       {"/common/a.yaml",
        "services: {a: {extends: {file: b/b.yaml, service: b}, env_file: e.env, volumes: [./a:/a]}}\n"
        "volumes: {named: }\n"},
       {"/common/b/b.yaml",
        "services: {b: {image: '${T:-none}', build: ./ctx, volumes: [./b:/b]}, other: {image: 5}}\n"},
       {"/common/b/.env", "T=beside\n"},
       {"/p/.env", "T=main\n"}});
  CHECK(project.errors() == Strings{});
  CHECK(project.file.complete);
  CHECK(mounts(project, "app") == Strings{"/common/b/b /b", "/common/a /a", "/p/h /h"});
  const Service& app = *project.file.service("app");
  CHECK(app.image->text.value() == "main");
  CHECK(project.file.directory_for(app.env_file[0].place) == "/common");
  CHECK(project.file.directory_for(app.build->context_place) == "/common/b");
  CHECK(project.file.volumes.certainly_empty());
  CHECK(project.file.sources.size() == 3);
  CHECK(project.sources->at(app.volumes[0].place.span.file)->path() == "/common/b/b.yaml");
}

TEST_CASE("extends: a build that is completed keeps the directory of its context") {
  const Project project =
      load({{"/p/compose.yaml", "services: {a: {extends: {file: s/b.yaml, service: b}, build: {target: t}}}\n"},
            {"/p/s/b.yaml", "services: {b: {build: ./ctx}}\n"}});
  const compose::Build& build = *project.file.service("a")->build;
  CHECK(build.target->value() == "t");
  CHECK(build.context->value() == "./ctx");
  CHECK(project.file.directory_for(build.context_place) == "/p/s");
  const Project list =
      load({{"/p/compose.yaml", "services: {a: {extends: {file: s/b.yaml, service: b}, env_file: [./o]}}\n"},
            {"/p/s/b.yaml", "services: {b: {image: x, env_file: ./e}}\n"}});
  REQUIRE(list.file.service("a")->env_file.size() == 2);
  CHECK(list.file.directory_for(list.file.service("a")->env_file[0].place) == "/p/s");
  CHECK(list.file.directory_for(list.file.service("a")->env_file[1].place) == "/p");
}

TEST_CASE("extends: the tags act on what the base brings, key by key") {
  const Project project(R"(services:
  base: {image: x, user: u, volumes: [./a:/a], tmpfs: /t}
  k: {extends: base, volumes: !override [./k:/k], user: !reset null}
  w: !override {extends: base, image: w}
)");
  CHECK(mounts(project, "k") == Strings{"/p/k /k"});
  CHECK_FALSE(project.file.service("k")->user);
  CHECK(project.file.service("k")->tmpfs.size() == 1);
  CHECK(mounts(project, "w") == Strings{"/p/a /a"});
  CHECK(project.file.service("base")->user);
}

TEST_CASE("extends: in an override, from the same document only") {
  const Project project(
      {{"/p/compose.yaml", "services: {app: {image: x, volumes: [./o:/o]}, b: {image: z}}\n"},
       {"/p/compose.override.yaml", "services: {app: {extends: c}, c: {image: y, volumes: [./c:/o]}}\n"}});
  CHECK(project.errors() == Strings{});
  CHECK(mounts(project, "app") == Strings{"/p/c /o"});
  CHECK(project.file.service("app")->image->text.value() == "y");
  const Project earlier({{"/p/compose.yaml", "services: {base: {image: x}}\n"},
                         {"/p/compose.override.yaml", "services: {app: {image: y, extends: base}}\n"}});
  CHECK(earlier.errors() ==
        Strings{"base: service `app` extends `base`, which is not in this document; Compose refuses it"});
}

TEST_CASE("extends: what Compose refuses") {
  const auto error = [](const std::string& extends, const std::string& other = "services: {b: {image: y}}\n") {
    const Project project =
        load({{"/p/compose.yaml", "services: {app: {image: x, extends: " + extends + "}}\n"}, {"/p/b.yaml", other}});
    CHECK_FALSE(project.file.service("app")->complete);
    CHECK(project.file.errors.size() == 1);
    return project.errors().empty() ? std::string() : project.errors()[0];
  };
  CHECK(error("nope") == "nope: service `app` extends `nope`, which is not in this document; Compose refuses it");
  CHECK(error("{file: b.yaml, service: nope}") ==
        "nope: service `app` extends `nope`, which is not in `/p/b.yaml`; Compose refuses it");
  CHECK(error("{file: no.yaml, service: b}") ==
        "no.yaml: cannot extend from `no.yaml`: No such file or directory; Compose refuses it");
  CHECK(error("{file: b.yaml, service: b}", "volumes: {}\n") == "b.yaml: `b.yaml` has no services; Compose refuses it");
  CHECK(error("{file: b.yaml}") == "{file: b.yaml}: `extends` does not say which `service`; Compose refuses it");
  CHECK(error("app") == "app: `extends` comes back to service `app`; Compose refuses it");
  CHECK(error("5") == "5: expected a string or a mapping, found `5`");
  CHECK(error("") == ": expected a string or a mapping, found nothing");
}

TEST_CASE("extends: what is not known makes one service incomplete, and nothing else") {
  for (const char* extends :
       {"{file: '${UNSET}.yaml', service: b}", "{file: 'https://x/b.yaml', service: b}", "$UNSET"}) {
    CAPTURE(extends);
    const Project project(fmt::format("services: {{app: {{extends: {}}}, two: {{image: x}}}}\n", extends));
    CHECK(project.errors() == Strings{});
    CHECK_FALSE(project.file.service("app")->complete);
    CHECK_FALSE(project.file.service("app")->volumes.complete);
    CHECK(project.file.service("two")->complete);
    CHECK(project.file.complete);
  }
}

TEST_CASE("extends: cycles, also over files, are told once") {
  const Project two("services: {a: {image: x, extends: b}, b: {extends: a}, c: {extends: b}}\n");
  CHECK(two.errors() == Strings{"a: `extends` comes back to service `a`; Compose refuses it"});
  CHECK_FALSE(two.file.service("c")->complete);
  const Project files = load({{"/p/compose.yaml", "services: {a: {image: x, extends: {file: b.yaml, service: b}}}\n"},
                              {"/p/b.yaml", "services: {b: {image: y, extends: {file: compose.yaml, service: a}}}\n"}});
  CHECK(files.file.errors.size() == 1);
}

TEST_CASE("extends: from an included service, and in an included file") {
  const Project project = load({{"/p/compose.yaml", "include: [l/l.yaml]\nservices: {app: {extends: lib}}\n"},
                                {"/p/l/l.yaml", "services: {lib: {extends: {file: d/b.yaml, service: b}, image: i}}\n"},
                                {"/p/l/d/b.yaml", "services: {b: {image: y, volumes: [./a:/a]}}\n"}});
  CHECK(project.errors() == Strings{});
  CHECK(mounts(project, "lib") == Strings{"/p/l/d/a /a"});
  CHECK(mounts(project, "app") == Strings{"/p/l/d/a /a"});
  CHECK(project.steps(project.file.service("app")->volumes[0].place) ==
        Strings{"extends {file: d/b.yaml, service: b}", "include l/l.yaml", "extends lib"});
}

TEST_CASE("extends: long chains end") {
  std::string growing = "services:\n  s0: {image: x}\n", flat = growing;
  for (int i = 1; i < 10000; ++i) {
    flat += fmt::format("  s{}: {{extends: s{}}}\n", i, i - 1);
    growing += fmt::format("  s{0}: {{extends: s{1}, volumes: [./v:/v{0}]}}\n", i, i - 1);
  }
  const Project all(flat);
  CHECK(all.errors() == Strings{});
  CHECK(all.file.service("s9999")->image->text.value() == "x");
  const Project cut(growing);
  CHECK(cut.message() == "too many nodes: `extends` copies more than can be read");
  CHECK_FALSE(cut.file.service("s9999")->complete);
  CHECK(cut.file.service("s100")->complete);
  Files files;
  for (int i = 0; i < 10000; ++i)
    files.emplace_back(fmt::format("/p/{}.yaml", i),
                       fmt::format("services: {{s: {{extends: {{file: {}.yaml, service: s}}}}}}\n", i + 1));
  const Project far = load(files);
  CHECK(far.message() == "too many files to extend: no more than 1000 are read");
  CHECK_FALSE(far.file.service("s")->complete);
}
