// File sets -> projects: what load() makes of ordinary files, of several documents and files, of aliases and merge
// keys.
#include <doctest/doctest.h>

#include "compose_project.h"

using namespace mountlint;
using compose::Flag;
using compose::MountType;

namespace {

const compose::Service& service_of(const Project& project, std::string_view name = "a") {
  const compose::Service* found = project.file.service(name);
  REQUIRE(found);
  return *found;
}

template <class List>
std::vector<std::string> shown(const List& texts) {
  std::vector<std::string> out;
  for (const Text& text : texts) out.push_back(text.shown());
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an ordinary file") {
  Project project(R"(name: shop
services:
  a:
    image: postgres:16
    command: -c 'max connections=5'
    entrypoint: [docker-entrypoint.sh, postgres]
    volumes:
      - db:/var/lib/postgresql/data
      - type: bind
        source: ./conf
        target: /etc/conf
        read_only: true
    tmpfs: /run:size=1m
    environment: {POSTGRES_PASSWORD: x, EMPTY: }
    user: "70"
    restart: always
    scale: 2
    x-ephemeral: yes
volumes:
  db:
    driver: local
    driver_opts: {type: none, o: bind}
)");
  CHECK(project.file.errors.empty());
  CHECK(project.file.complete);
  CHECK(project.file.directory == "/p");
  CHECK(project.file.name->text.value() == "shop");
  const auto& service = service_of(project);
  CHECK(service.complete);
  CHECK(project.at(service.key.span) == "a");
  CHECK(service.image->text.value() == "postgres:16");
  CHECK(shown(service.command->words) == Strings{"-c", "max connections=5"});
  CHECK(shown(service.entrypoint->words) == Strings{"docker-entrypoint.sh", "postgres"});
  REQUIRE(service.volumes.size() == 2);
  CHECK(service.volumes[0].type == MountType::volume);
  CHECK(project.at(service.volumes[0].source->span()) == "db");
  CHECK(service.volumes[1].type == MountType::bind);
  CHECK(service.volumes[1].target.value() == "/etc/conf");
  CHECK(service.volumes[1].read_only == Flag::yes);
  CHECK(project.at(*service.volumes[1].read_only_span) == "true");
  REQUIRE(service.tmpfs.size() == 1);
  CHECK(service.tmpfs[0].target.value() == "/run");
  CHECK(shown(service.tmpfs[0].options) == Strings{"size=1m"});
  REQUIRE(service.environment.size() == 2);
  CHECK(service.environment[0].value->value() == "x");
  CHECK_FALSE(service.environment[1].value);
  CHECK(service.replicas->value() == "2");
  CHECK(service.ephemeral == Flag::yes);
  REQUIRE(project.file.volume("db"));
  CHECK(project.file.volume("db")->driver_opts.size() == 2);
}

TEST_CASE("`.env` beside the first file gives values and keeps their places") {
  Project project({{"/p/compose.yaml", "services:\n  a:\n    image: x\n    volumes: ['${DATA}:/d', '${HOME}/x:/h']\n"},
                   {"/p/.env", "DATA=./data\nHOME=/nobody\n"}});
  const auto& volumes = service_of(project).volumes;
  REQUIRE(volumes.size() == 2);
  CHECK(volumes[0].type == MountType::bind);
  CHECK(volumes[0].source->value() == "./data");
  CHECK(project.at(volumes[0].source->span()) == "${DATA}");
  CHECK(project.at(*volumes[0].source->defined_at()) == "./data");
  CHECK(volumes[1].type == MountType::unknown);
  REQUIRE(volumes[1].source->runs().size() == 2);
  CHECK(volumes[1].source->runs()[0].written == "${HOME}");
}

TEST_CASE("aliases and merge keys keep the steps that brought a value in") {
  Project project(R"(x-base: &base
  image: x
  volumes: &mounts
    - ./a:/a
services:
  a:
    <<: *base
    user: "1"
  b:
    image: y
    volumes: *mounts
)");
  CHECK(project.file.errors.empty());
  const auto& merged = service_of(project, "a");
  REQUIRE(merged.volumes.size() == 1);
  CHECK(project.at(merged.volumes[0].place.span) == "./a:/a");
  REQUIRE(merged.volumes[0].place.via);
  CHECK(merged.volumes[0].place.via->kind == ViaKind::merge_key);
  CHECK(project.at(merged.volumes[0].place.via->span) == "<<: *base");
  CHECK_FALSE(merged.user->place.via);
  const auto& aliased = service_of(project, "b");
  REQUIRE(aliased.volumes[0].place.via);
  CHECK(aliased.volumes[0].place.via->kind == ViaKind::alias);
  CHECK(project.at(aliased.volumes[0].place.via->span) == "*mounts");
}

TEST_CASE("explicit keys win over merged ones, earlier sources over later ones") {
  Project project(R"(x-a: &a {image: from-a, user: from-a}
x-b: &b {image: from-b, hostname: from-b}
services:
  a: {<<: [*a, *b], image: own}
)");
  CHECK(service_of(project).image->text.value() == "own");
  CHECK(service_of(project).user->text.value() == "from-a");
  CHECK(service_of(project).hostname->text.value() == "from-b");
}

TEST_CASE("an override file is laid over its base") {
  Project project({{"/p/compose.yaml", R"(services:
  a:
    image: x
    command: [one]
    tmpfs: /run
    environment: {A: 1, B: 2}
    volumes: [./a:/a, b:/b]
    build: ./ctx
)"},
                   {"/p/compose.override.yaml", R"(services:
  a:
    command: [two]
    tmpfs: [/run, /tmp]
    environment: [B=3, C=4]
    volumes: [c:/b, ./d:/d]
    build: {target: dev}
    user: "5"
  b: {image: y}
volumes: {b: , c: }
)"}});
  CHECK(project.message() == "");
  const auto& service = service_of(project);
  CHECK(service.image->text.value() == "x");
  CHECK(shown(service.command->words) == Strings{"two"});
  CHECK(service.tmpfs.size() == 2);
  REQUIRE(service.environment.size() == 3);
  CHECK(service.environment[1].name.value() == "B");
  CHECK(service.environment[1].value->value() == "3");
  CHECK(service.build->context->value() == "./ctx");
  CHECK(service.build->target->value() == "dev");
  CHECK(service.user->text.value() == "5");
  CHECK(project.file.sources.size() == 2);
  CHECK(project.file.services.size() == 2);
}

TEST_CASE("a bomb and a cycle end") {
  std::string bomb = "x-0: &x0 [a, a, a, a, a, a, a, a, a, a]\n";
  for (int i = 1; i < 9; ++i) {
    bomb += "x-" + std::to_string(i) + ": &x" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) bomb += (j ? ", *x" : "*x") + std::to_string(i - 1);
    bomb += "]\n";
  }
  Project bombed(bomb + "services: {a: {image: x}}\n");
  REQUIRE(bombed.file.errors.size() == 1);
  CHECK(bombed.message() == "too many nodes: aliases unfold to more than 100000");
  CHECK_FALSE(bombed.file.complete);

  Project cycle("services:\n  a: &a\n    image: x\n    <<: *a\n");
  REQUIRE(cycle.file.errors.size() == 1);
  CHECK(cycle.at(cycle.file.errors[0].span) == "*a");
  CHECK_FALSE(service_of(cycle).complete);
}

TEST_CASE("what is not followed leaves the project incomplete") {
  const Project extended("services: {a: {extends: {service: b, file: '${UNKNOWN}.yaml'}, image: x}}\n");
  CHECK_FALSE(service_of(extended).complete);
  CHECK_FALSE(service_of(extended).volumes.complete);
  CHECK_FALSE(Project("include: ['oci://other']\nservices: {a: {image: x}}\n").file.complete);
}

TEST_CASE("mounts are unique by target; the one that is left knows the one it replaced") {
  Project project(R"(services:
  a:
    image: x
    volumes: [./a:/d/, ./c:/c, ./b:/d, {type: bind, source: ./e, target: /c}]
    secrets: [s, {source: t, target: /run/secrets/s}]
    tmpfs: ["/t:size=1m", "/t:size=2m"]
secrets: {s: {file: s}, t: {file: t}}
)");
  CHECK(project.errors() == Strings{});
  const auto& service = service_of(project);
  REQUIRE(service.volumes.size() == 2);
  CHECK(service.volumes[0].source->value() == "./b");
  CHECK(service.volumes[1].source->value() == "./e");
  REQUIRE(service.volumes[0].place.via);
  CHECK(service.volumes[0].place.via->kind == ViaKind::replaced);
  CHECK(project.at(service.volumes[0].place.via->span) == "./a:/d/");
  REQUIRE(service.secrets.size() == 1);
  CHECK(service.secrets[0].source.value() == "t");
  REQUIRE(service.tmpfs.size() == 1);
  CHECK(service.tmpfs[0].options[0].value() == "size=2m");
}

TEST_CASE("mounts with an unknown target replace nothing") {
  Project project("services: {a: {image: x, volumes: ['./a:${X}', './b:${X}', './c:/c']}}\n");
  CHECK(service_of(project).volumes.size() == 3);
}

TEST_CASE("`!reset` takes away, `!override` replaces") {
  Project project({{"/p/compose.yaml", R"(services:
  a:
    image: x
    user: "1"
    volumes: [./a:/a, ./b:/b]
    tmpfs: [/t]
    environment: {A: 1, B: 2}
)"},
                   {"/p/compose.override.yaml", R"(services:
  a:
    user: !reset null
    volumes: !override [./c:/c]
    tmpfs: !reset []
    environment: !override {C: 3}
)"}});
  const auto& service = service_of(project);
  CHECK(project.errors() == Strings{});
  CHECK_FALSE(service.user);
  REQUIRE(service.volumes.size() == 1);
  CHECK(service.volumes[0].source->value() == "./c");
  CHECK(service.tmpfs.certainly_empty());
  REQUIRE(service.environment.size() == 1);
  CHECK(service.environment[0].name.value() == "C");
}

TEST_CASE("every cut of a file ends, and every error lies in it") {
  const std::string text = R"(x-a: &a {image: "x${T:-y}", volumes: [./a:/a, 'b:${X}/b:ro']}
services:
  db: {<<: *a, tmpfs: /run, environment: [A=1, "B=${HOME}"]}
  app:
    build: {context: ., args: {A: }}
    volumes:
      - type: bind
        source: ./c
        target: /c
        bind: {propagation: rslave}
    command: sh -c 'run "$$X"' && exit
volumes: {b: , c: {external: true}}
secrets: {s: {file: ./s}}
)";
  for (std::size_t end = 0; end <= text.size(); ++end) {
    CAPTURE(end);
    const Project cut(text.substr(0, end));
    for (const SyntaxError& error : cut.file.errors) {
      CHECK(error.span.valid());
      CHECK(error.span.begin <= error.span.end);
      CHECK(error.span.end <= end);
    }
  }
}

TEST_CASE("large inputs end") {
  std::string many = "services:\n  a:\n    image: x\n    volumes:\n";
  for (int i = 0; i < 20000; ++i) many += "      - ./a" + std::to_string(i) + ":/a" + std::to_string(i % 9000) + "\n";
  const Project mounts(many);
  CHECK(service_of(mounts).volumes.size() == 9000);

  std::string variables = "services: {a: {image: \"";
  for (int i = 0; i < 20000; ++i) variables += "$V\\n${W:-x}";
  const Project unset(variables + "\"}}\n");
  CHECK_FALSE(service_of(unset).image->text.is_known());

  std::string documents;
  for (int i = 0; i < 2000; ++i)
    documents += "---\nservices: {a: {image: x, labels: {l" + std::to_string(i) + ": v}}}\n";
  const Project layers(documents);
  CHECK(service_of(layers).labels.size() == 1000);
  CHECK_FALSE(layers.file.complete);
  CHECK(layers.message() == "too many documents: no more than 1000 are read");
}
