// What is refused, where it stands, and what is said. A table per kind: the file, then "place: message" of each error.
#include <doctest/doctest.h>

#include "compose_project.h"

using namespace mountlint;

namespace {

using Strings = std::vector<std::string>;

struct Row {
  std::string text;
  Strings errors;
};

void check(const std::vector<Row>& table) {
  for (const Row& row : table) {
    CAPTURE(row.text);
    CHECK(lines(Project(row.text).errors()) == lines(row.errors));
  }
}

// One service with an image and these further keys.
std::string service(const std::string& keys) { return "services:\n  a:\n    image: x\n" + keys; }

void check_service(const std::vector<Row>& table) {
  for (const Row& row : table) {
    CAPTURE(row.text);
    CHECK(lines(Project(service(row.text)).errors()) == lines(row.errors));
  }
}

}  // namespace

TEST_CASE("wrong kinds") {
  check_service({
      {"    volumes: ./a:/a\n", {"./a:/a: expected a list, found `./a:/a`"}},
      {"    volumes: {a: b}\n", {"volumes: expected a list, found a mapping"}},
      {"    volumes:\n", {"volumes: expected a list, found nothing"}},
      {"    command: {a: b}\n", {"command: expected a string or a list, found a mapping"}},
      {"    command: [run, 8080]\n", {"8080: expected a string, found `8080`"}},
      {"    user: 70\n", {"70: expected a string, found `70`"}},
      {"    read_only: 1\n", {"1: expected `true` or `false`, found `1`"}},
      {"    read_only: maybe\n", {"maybe: expected `true` or `false`, found `maybe`"}},
      {"    use_api_socket: 'true'\n", {"'true': expected `true` or `false`, found `true`"}},
      {"    environment: [A: 1, B: 2]\n", {"A: 1: expected a string, found a mapping"}},
      {"    tmpfs: [5]\n", {"5: expected a string, found `5`"}},
      {"    deploy:\n    labels: {a: 1, b: true, c: }\n    read_only: yes\n    tmpfs: /run\n", {}},
      {"    volumes_from: [a, a]\n", {"a: `a` stands twice in this list; Compose refuses it"}},
  });
  check({
      {"services: [a]\n", {"services: expected a mapping, found a list"}},
      {"services: {a: x}\n", {"x: expected a mapping, found `x`"}},
      {"- a\n", {"- a: the top level must be a mapping"}},
      {"services: {'a b': {image: x}}\n", {"'a b': `a b` cannot be a name; Compose refuses it"}},
      {"services: {a: {image: x}, 5: {image: x}}\n", {"5: key `5` is not a string"}},
  });
}

TEST_CASE("misspelt keys, and no others") {
  check_service({
      {"    volume: [./a:/a]\n", {"volume: unknown key `volume`"}},
      {"    enviroment: {A: 1}\n", {"enviroment: unknown key `enviroment`"}},
      {"    x-volume: [./a:/a]\n    mounts: []\n    isDirectory: true\n", {}},
      {"    build: {dockerfil: x}\n", {"dockerfil: unknown key `dockerfil`"}},
  });
  const Project project("servces: {a: {image: x}}\nservices: {b: {image: y}}\n");
  REQUIRE(project.file.errors.size() == 1);
  CHECK(project.file.errors[0].help == "did you mean `services`?");
  CHECK(project.file.errors[0].replacement == "services");
}

TEST_CASE("wrong mounts") {
  const std::string bind = "    volumes:\n      - {type: bind, source: ./a, target: /a";
  check_service({
      {"    volumes: [5]\n", {"5: `5` is not a mount but a number or a boolean; Compose refuses it"}},
      {"    volumes:\n      -\n", {": mount is empty; Compose refuses it"}},
      {"    volumes: [[./a:/a]]\n", {"[./a:/a]: a list is not a mount; Compose refuses it"}},
      {"    volumes:\n      - ./a: /a\n",
       {"./a: /a: the space behind the colon makes this a mapping, not a mount; Compose refuses it"}},
      {"    volumes:\n      - {source: ./a, target: /a}\n", {"source: mount has no `type`; Compose refuses it"}},
      {"    volumes:\n      - {type: bnd, source: ./a, target: /a}\n",
       {"bnd: `bnd` is no type of mount; Compose refuses it"}},
      {"    volumes:\n      - {type: bind, source: ./a}\n", {"type: mount has no `target`; Compose refuses it"}},
      {"    volumes:\n      - {type: bind, target: /a}\n",
       {"type: mount of type `bind` has no `source`; Compose refuses it"}},
      {"    volumes:\n      - {type: '${X}', target: /a}\n", {}},
      {bind + ", readonly: true}\n", {"readonly: unknown key `readonly`"}},
      {bind + ", bind: {selinux: x}}\n", {"x: expected `z`, `Z`, found `x`"}},
      {"    volumes:\n      - {type: tmpfs, target: /a, tmpfs: {size: 1x}}\n",
       {"1x: `1x` is no size; Compose refuses it"}},
      {"    volumes:\n      - {type: tmpfs, target: /a, tmpfs: {size: 64m, mode: 0755}}\n", {}},
      {"    volumes:\n      - {type: tmpfs, target: /a, tmpfs: {mode: '0755'}}\n",
       {"'0755': `0755` is no mode; Compose refuses it"}},
      {"    volumes: [aa::/b]\n",
       {"::: `aa::/b` is not a valid mount: a section between colons is empty; Compose refuses it"}},
  });
}

TEST_CASE("every wrong mount is claimed by invalid_mount_spec, and is not valid") {
  const Project project(service("    volumes: [':/x', {type: bind, target: /y}, ./z:/z]\n"));
  REQUIRE(project.file.errors.size() == 2);
  CHECK(project.file.errors[0].claim == Claim::invalid_mount_spec);
  CHECK(project.file.errors[1].claim == Claim::invalid_mount_spec);
  const auto& volumes = project.file.services[0].volumes;
  REQUIRE(volumes.size() == 3);
  CHECK_FALSE(volumes[0].valid);
  CHECK_FALSE(volumes[1].valid);
  CHECK(volumes[2].valid);
}

TEST_CASE("a split mount is put together again") {
  const Project project(service("    volumes:\n      - ./a: /a:ro\n"));
  REQUIRE(project.file.errors.size() == 1);
  CHECK(project.file.errors[0].replacement == "./a:/a:ro");
}

TEST_CASE("targets that Compose refuses to share") {
  check_service({
      {"    tmpfs: [/a]\n    volumes: [./a:/a]\n", {"/a: `/a` is mounted twice; Compose refuses it"}},
      {"    tmpfs: ['/a:ro', '/a:rw']\n", {"/a: `/a` is mounted twice; Compose refuses it"}},
      {"    volumes: [{type: bind, source: ./a, target: /a/}, ./b:/a]\n",
       {"/a: `/a` is mounted twice; Compose refuses it"}},
      {"    volumes: [./a:/a, ./b:/a/]\n", {}},
  });
  const Project project(service("    tmpfs: /a\n    volumes: [./a:/a]\n"));
  REQUIRE(project.file.errors.size() == 1);
  CHECK(project.file.errors[0].claim == Claim::duplicate_mount_target);
  REQUIRE(project.file.errors[0].notes.size() == 1);
  CHECK(project.at(project.file.errors[0].notes[0].span) == "/a");
}

TEST_CASE("names and definitions") {
  check_service({
      {"    secrets: [s]\nsecrets: {t: {file: t}}\n",
       {"s: service `a` refers to an undefined secret `s`; Compose refuses it"}},
      {"    secrets: ['${S}']\nconfigs: {c: {file: c}}\n", {}},
      {"    configs: [{target: /x}]\n", {"target: `source` is missing"}},
      {"    volumes_from: [b]\n", {"b: service `a` takes volumes from an undefined service `b`; Compose refuses it"}},
      {"    volumes_from: ['container:b']\n", {}},
      {"configs: {c: {}}\n", {"c: config `c` needs one of `file`, `environment` and `content`; Compose refuses it"}},
      {"secrets: {c: {file: a, environment: B}}\n",
       {"c: secret `c` has more than one of `file` and `environment`; Compose refuses it"}},
      {"secrets: {c: {external: true}}\n", {}},
      {"    build: {dockerfile: a, dockerfile_inline: FROM x}\n",
       {"a: `dockerfile` and `dockerfile_inline` exclude each other; Compose refuses it"}},
  });
}

TEST_CASE("an undefined volume is left to the model") {
  CHECK(Project(service("    volumes: [v1:/v]\n")).errors() == Strings{});
}

TEST_CASE("services without an image: not in fragments") {
  const std::string lacking = "services: {a: {image: x}, b: {user: '1'}}\n";
  CHECK(Project(lacking).errors() == Strings{"b: service `b` has neither `image` nor `build`; Compose refuses it"});
  CHECK(Project({{"/p/compose.override.yaml", lacking}}).errors() == Strings{});
  CHECK(Project("services: {b: {user: '1'}}\n").file.fragment);
  CHECK(Project("include: ['https://x.git']\n" + lacking).errors() == Strings{});
  CHECK(Project("services: {a: {image: x}, b: {extends: {file: 'https://c', service: b}}}\n").errors() == Strings{});

  MemoryFileSystem memory;
  memory.add("/p/compose.yaml", lacking);
  memory.add("/p/compose.prod.yaml", "services: {b: {image: y}}\n");
  Sources sources(memory);
  CHECK(compose::load({{"/p/compose.yaml"}}, sources).errors.empty());
}

TEST_CASE("files that say nothing, or what version 1 said") {
  check({
      {"", {": the file is empty; Compose refuses it"}},
      {"version: '3'\n", {"version: '3': the file defines nothing; Compose refuses it"}},
      {"a:\n  image: x\nb:\n  image: y\n", {"a: `a` stands outside `services`; Compose refuses it"}},
      {"volumes: {a: }\n", {}},
  });
}

TEST_CASE("a wrong value of the base is an error although an override replaces it") {
  const Project project({{"/p/compose.yaml", "services: {a: {image: x, user: 5}}\n"},
                         {"/p/compose.override.yaml", "services: {a: {user: '6', volumes: {a: b}}}\n"}});
  CHECK(project.errors() == Strings{"5: expected a string, found `5`", "volumes: expected a list, found a mapping"});
}

TEST_CASE("kinds that cannot be merged") {
  const Project project({{"/p/compose.yaml", "services: {a: {image: x, volumes: [./a:/a]}}\n"},
                         {"/p/compose.override.yaml", "services: {a: {volumes: {b: c}}}\n"}});
  CHECK(project.errors() == Strings{"{b: c}: a mapping cannot override a list"});
  CHECK_FALSE(project.file.services[0].volumes.complete);
}

TEST_CASE("unknown values have no wrong shape") {
  check_service({{"    read_only: ${X}\n    user: ${X}\n    command: [run, \"${X}\"]\n    volumes: ['${X}']\n", {}},
                 {"    read_only: ${X:-maybe}\n", {"${X:-maybe}: expected `true` or `false`, found `maybe`"}}});
}

TEST_CASE("an error in `.env` stands there") {
  const Project project({{"/p/compose.yaml", "services: {a: {image: x}}\n"}, {"/p/.env", "A=1\nB C=2\n"}});
  CHECK(project.errors() == Strings{"B C: variable name `B C` contains a space"});
}
