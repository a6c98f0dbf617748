// Projects and what surrounds a service: environment, volumes, neighbours, where it is meant to run.
#include "linter/model/project.h"

#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;

TEST_CASE("projects come by path, whatever the order of the arguments and the number of threads") {
  for (const unsigned threads : {1u, 4u}) {
    WorkspaceInput input;
    input.threads = threads;
    for (const char* path : {"z/compose.yaml", "./a/compose.yaml", "m/compose.yaml"})
      input.file_sets.push_back({{path}});
    input.dockerfiles = {"z/Dockerfile", "a/Dockerfile"};
    const World world({{"z/compose.yaml", one_service("    build: .\n")},
                       {"a/compose.yaml", one_service("    build: .\n")},
                       {"m/compose.yaml", one_service("    image: x\n")},
                       {"z/Dockerfile", "FROM alpine\n"},
                       {"a/Dockerfile", "FROM alpine\n"}},
                      input);
    REQUIRE(world.workspace.projects.size() == 3);
    CHECK(world.project(0).path == "a/compose.yaml");
    CHECK(world.project(1).path == "m/compose.yaml");
    CHECK(world.project(2).directory == "z");
    REQUIRE(world.workspace.dockerfiles.size() == 2);
    CHECK(world.dockerfile(0).path == "a/Dockerfile");
    CHECK(world.container("db", 2).build->dockerfile == &world.dockerfile(1));
  }
}

TEST_CASE("what a container says of itself") {
  const World world({{"compose.yaml",
                      "services:\n  web:\n    image: nginx:1\n    restart: unless-stopped\n    user: me\n"
                      "    hostname: h\n    working_dir: /w\n    read_only: true\n    profiles: [a]\n"
                      "    command: nginx -g x\n"}});
  const Container& web = world.container("web");
  CHECK(web.label == "service `web`");
  CHECK(web.place.span == web.service->key.span);
  CHECK(web.restarts);
  CHECK(web.user->value() == "me");
  CHECK(web.read_only == compose::Flag::yes);
  REQUIRE(web.command);
  CHECK(web.command->size() == 3);
  CHECK_FALSE(web.entrypoint);
  REQUIRE(web.image);
  CHECK(web.image->name == "nginx");
  CHECK_FALSE(web.one_shot);
  CHECK(world.project().container("gone") == nullptr);
}

TEST_CASE("a build is what runs; the image name is its tag only") {
  const World world(
      {{"compose.yaml", one_service("    image: postgres:17\n    build: .\n")}, {"Dockerfile", "FROM redis:8\n"}});
  const Container& db = world.container("db");
  REQUIRE(db.image);
  CHECK(db.image->name == "redis");
  REQUIRE(db.known_image);
  CHECK(db.known_image->name == "redis");
  CHECK(db.image_text->value() == "postgres:17");
  CHECK(db.image_place.span == db.service->build->place.span);
}

TEST_CASE("the environment: env_file, then environment, then the image's own") {
  const World world({{"compose.yaml", one_service("    build: .\n    env_file: [a.env, b.env]\n"
                                                  "    environment: {A: compose, OUTSIDE: }\n")},
                     {"a.env", "A=1\nB=1\nC=1\n"},
                     {"b.env", "B=2\n"},
                     {"Dockerfile", "FROM alpine\nENV C=image D=image\n"}});
  const Container& db = world.container("db");
  CHECK(db.environment.complete);
  const auto value = [&](const char* name) {
    const Text* found = db.environment_value(name);
    return found ? found->shown() : std::string("(none)");
  };
  CHECK(value("A") == "compose");
  CHECK(value("B") == "2");
  CHECK(value("C") == "1");
  CHECK(value("D") == "image");
  CHECK(value("E") == "(none)");
  REQUIRE(db.environment_value("OUTSIDE"));
  CHECK_FALSE(db.environment_value("OUTSIDE")->is_known());
}

TEST_CASE("names without a value and references take what the project sets") {
  WorkspaceInput input;
  input.file_sets = {{{"app/compose.yaml"}}};
  input.load.common.variables = {{"GIVEN", "by the caller"}, {"HIDDEN", std::nullopt}};
  const World world({{"app/compose.yaml", one_service("    image: postgres\n    env_file: db.env\n"
                                                      "    environment: [PGDATA, GIVEN, HIDDEN, NOWHERE]\n")},
                     {"app/.env", "PGDATA=/srv/pg\nBASE=/srv\n"},
                     {"app/db.env", "DATA=${BASE}/data\nOTHER=${NOWHERE}\n"}},
                    input);
  const Container& db = world.container("db");
  const auto value = [&](const char* name) { return db.environment_value(name)->shown(); };
  CHECK(value("PGDATA") == "/srv/pg");
  CHECK(value("GIVEN") == "by the caller");
  CHECK(value("DATA") == "/srv/data");
  for (const char* name : {"HIDDEN", "NOWHERE", "OTHER"})
    CHECK_FALSE_MESSAGE(db.environment_value(name)->is_known(), name);
}

TEST_CASE("an environment that is not known to the end") {
  for (const char* line : {"    env_file: gone.env\n", "    env_file: ${X}\n", "    environment: ${X}\n"}) {
    CAPTURE(std::string(line));
    const World world({{"compose.yaml", one_service(std::string("    image: x\n") + line)}});
    CHECK_FALSE(world.container("db").environment.complete);
  }
}

TEST_CASE("volumes, declared and not, and their users") {
  const World world({{"compose.yaml",
                      "services:\n  a: {image: x, volumes: ['used:/a', 'gone:/b', './bind:/c', /d]}\n"
                      "  b: {image: x, volumes: ['used:/a']}\nvolumes:\n  used:\n  left:\n"}});
  const Project& project = world.project();
  REQUIRE(project.volumes.size() == 3);
  REQUIRE(project.volume("used"));
  CHECK(project.volume("used")->users.size() == 2);
  CHECK(project.volume("used")->definition);
  CHECK(project.volume("left")->users.empty());
  CHECK(project.volume("left")->users_known);
  REQUIRE(project.volume("gone"));
  CHECK_FALSE(project.volume("gone")->definition);
  CHECK(project.volume("gone")->place.span == mount_at(world.container("a"), "/b")->place.span);
  CHECK(mount_at(world.container("a"), "/a")->volume == project.volume("used"));
  CHECK_FALSE(mount_at(world.container("a"), "/b")->volume);
}

TEST_CASE("users are not all known if a source is not") {
  for (const char* entry : {"'${X}:/a'", "{type: volume, source: '${X}', target: /a}"}) {
    CAPTURE(std::string(entry));
    const World world({{"compose.yaml",
                        one_service(std::string("    image: x\n    volumes: [") + entry + "]\n", "volumes: {v: }\n")}});
    CHECK_FALSE(world.project().volume("v")->users_known);
  }
}

TEST_CASE("a database that a variant of the file keeps is not missed") {
  const std::string base = one_service("    image: postgres:17\n", "");
  const std::string keeps = one_service("    volumes: ['pg:/var/lib/postgresql/data']\n", "volumes: {pg: }\n");
  const auto verdict_beside = [&](const char* name, const std::string& text) {
    const World world({{"docker-compose.yml", base}, {name, text}});
    for (std::size_t i = 0; i < 2; ++i)
      if (world.project(i).path == "docker-compose.yml") return world.project(i).data_directories.at(0).verdict;
    return Persistence::persisted;
  };
  CHECK(verdict_beside("docker-compose.prod.yml", keeps) == Persistence::unknown);
  CHECK(verdict_beside("docker-compose.prod.yml", base) == Persistence::not_persisted);
  CHECK(verdict_beside("other.compose.yml", keeps) == Persistence::not_persisted);
  CHECK(verdict_beside("docker-composed.yml", keeps) == Persistence::not_persisted);
}

TEST_CASE("volumes that other files of the folder complete") {
  const std::string left = one_service("    image: x\n", "volumes: {vol: , wal: }\n");
  const World beside({{"compose.yaml", left},
                      {"compose.prod.yaml", "services:\n  db: {image: x, volumes: ['vol:/x']}\nvolumes: {vol: }\n"},
                      {"other/compose.yaml", "services:\n  db: {image: x, volumes: ['wal:/x']}\nvolumes: {wal: }\n"}});
  REQUIRE(beside.project(1).path == "compose.yaml");
  CHECK(beside.project(1).used_elsewhere == std::vector<std::string>{"vol"});

  WorkspaceInput only;
  only.file_sets = {{{"compose.yaml"}}};
  const World alone({{"compose.yaml", left}, {"docker-compose.dev.yml", "x: [wal-not, wal]\n"}, {"README.md", "vol"}},
                    only);
  CHECK(alone.project().used_elsewhere == std::vector<std::string>{"wal"});
  only.host_fs = false;
  const World blind({{"compose.yaml", left}, {"docker-compose.dev.yml", "x: [wal-not, wal]\n"}}, only);
  CHECK(blind.project().used_elsewhere.empty());
}

TEST_CASE("fragments") {
  struct Case {
    const char *path, *text;
    bool fragment;
  };
  const Case cases[] = {
      {"compose.yaml", "services: {a: {image: x}}\n", false},
      {"compose.override.yaml", "services: {a: {image: x}}\n", true},
      {"compose.yaml", "services: {a: {environment: [X=1]}, b: {build: .}, c: {user: x}}\n", true},
      {"compose.yaml", "services: {a: {environment: [X=1]}, b: {build: .}}\n", false},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.text));
    const World world({{one.path, one.text}});
    CHECK(world.project().fragment == one.fragment);
  }
}

TEST_CASE("a base of the same folder is whole, one of another folder is a fragment and lacks nothing") {
  const World world({{"common/compose.base.yaml", "services: {b: {user: u, volumes: [n:/n]}, c: {image: x}}\n"},
                     {"app/compose.yaml", "services: {a: {image: x}, b: {image: y, extends: a}}\n"},
                     {"app/compose.prod.yaml",
                      "services: {a: {extends: {file: compose.yaml, service: a}},\n"
                      "  b: {image: y, extends: {file: ../common/compose.base.yaml, service: b}}}\nvolumes: {n: }\n"}});
  REQUIRE(world.workspace.projects.size() == 3);
  CHECK_FALSE(world.project(0).fragment);
  CHECK(world.project(0).path == "app/compose.prod.yaml");
  CHECK_FALSE(world.project(1).fragment);
  CHECK(world.project(2).fragment);
  CHECK(world.project(2).file->errors.empty());
}

TEST_CASE("host paths count from the folder of the file that wrote them") {
  const World world({{"app/compose.yaml",
                      "include: [../lib/lib.yaml]\nservices:\n  a:\n    extends: {file: ../base/b.yaml, service: b}\n"
                      "    volumes: [./own:/own]\n"},
                     {"base/b.yaml", "services: {b: {build: ./ctx, env_file: e.env, volumes: [./data:/data]}}\n"},
                     {"base/e.env", "A=1\n"},
                     {"base/data/file", ""},
                     {"base/ctx/Dockerfile", "FROM x\n"},
                     {"lib/lib.yaml", "services: {l: {image: x, configs: [c]}}\nconfigs: {c: {file: ./c.conf}}\n"},
                     {"lib/c.conf", ""}},
                    {.file_sets = {{{"app/compose.yaml"}}}});
  const Container& a = world.container("a");
  CHECK(a.complete);
  REQUIRE(a.mounts.size() == 2);
  CHECK(a.mounts[0].host_path == "base/data");
  CHECK(a.mounts[0].host_source == HostSource::directory);
  CHECK(a.mounts[1].host_path == "app/own");
  REQUIRE(a.build);
  CHECK(a.build->dockerfile->path == "base/ctx/Dockerfile");
  CHECK(a.environment_value("A"));
  const Container& l = world.container("l");
  REQUIRE(l.mounts.size() == 1);
  CHECK(l.mounts[0].host_path == "lib/c.conf");
  CHECK(l.mounts[0].host_source == HostSource::file);
}

TEST_CASE("a wrong value leaves the rest of a service known") {
  const World world({{"compose.yaml",
                      "services:\n"
                      "  wrong: {image: x, restart: [no], secrets: [gone], volumes: [n:/n]}\n"
                      "  misspelt: {image: x, volums: [n:/n]}\n"
                      "  mount: {image: x, volumes: [{type: bind, source: /a, target: /a, read_onyl: true}]}\n"
                      "volumes: {n: }\n"}});
  CHECK(world.container("wrong").complete);
  CHECK(world.container("wrong").mounts.complete);
  CHECK_FALSE(world.container("misspelt").mounts.complete);
  CHECK(world.container("misspelt").environment.complete);
  CHECK_FALSE(world.container("mount").mounts.complete);
}

TEST_CASE("where a service is meant to run") {
  using C = ContextClass;
  struct Case {
    const char *path, *body;
    C expected;
  };
  const char* const plain = "    image: x\n";
  const char* const restarted = "    image: x\n    restart: always\n";
  const Case cases[] = {
      {"compose.yaml", plain, C::normal},
      {"app/compose.yaml", plain, C::normal},
      {"tests/compose.yaml", plain, C::lab},
      {"app/_integration-test/compose.yaml", plain, C::lab},
      {"etltester/compose.yaml", plain, C::lab},
      {"jetty/CVE-2021-28169/compose.yaml", plain, C::lab},
      {".ci/compose.yaml", plain, C::lab},
      {"samples/x/compose.yaml", plain, C::lab},
      {"benchmarks/compose.yaml", plain, C::lab},
      {"city/compose.yaml", plain, C::normal},
      {"special/compose.yaml", plain, C::normal},
      {"latest/compose.yaml", plain, C::normal},
      {"tests/compose.yaml", restarted, C::normal},
      {"examples/compose.yaml", plain, C::lab},
      {"examples/compose.yaml", restarted, C::normal},
      {"compose.test.yaml", restarted, C::lab},
      {"docker-compose-ci.yml", plain, C::lab},
      {"docker-compose.dev.yml", plain, C::lab},
      {"compose.prod.yaml", plain, C::production},
      {"compose.yaml", "    image: x\n    profiles: [test]\n", C::lab},
      {"compose.yaml", "    image: x\n    x-ephemeral: true\n", C::lab},
      {"compose.yaml", "    image: x\n    command: psql -c x\n", C::lab},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.path));
    CAPTURE(std::string(one.body));
    const World world({{one.path, one_service(one.body)}});
    CHECK(world.container("db").context == one.expected);
  }
  const World name({{"compose.yaml", "services: {db-test: {image: x}, db: {image: x}}\n"}});
  CHECK(name.container("db-test").context == C::lab);
  CHECK(name.container("db").context == C::normal);
}

TEST_CASE("folders count below the lint root only") {
  WorkspaceInput input;
  input.file_sets = {{{"/home/me/tests/app/compose.yaml"}}};
  input.root = "/home/me/tests";
  const World below({{"/home/me/tests/app/compose.yaml", one_service("    image: x\n")}}, input);
  CHECK(below.container("db").context == ContextClass::normal);
  input.root = "/home/me";
  const World above({{"/home/me/tests/app/compose.yaml", one_service("    image: x\n")}}, input);
  CHECK(above.container("db").context == ContextClass::lab);
}

TEST_CASE("services that run once") {
  struct Case {
    const char* body;
    bool once;
  };
  const Case cases[] = {
      {"    command: psql -h db\n", true},
      {"    command: [/usr/bin/pg_dump, x]\n", true},
      {"    entrypoint: mc\n    command: mb x\n", true},
      {"    entrypoint: [/bin/sh, -c]\n    command: ['until mc alias set x; do sleep 1; done; mc mb x']\n", true},
      {"    command: sh -c 'chown -R 1000 /data && echo done'\n", true},
      {"    command: bash -c 'PGPASSWORD=x psql -f a.sql || exit 1'\n", true},
      {"    command: sh -c 'psql -f a.sql && exec postgres'\n", false},
      {"    command: sh -c 'while sleep 1000; do :; done'\n", false},
      {"    command: postgres -c x=1\n", false},
      {"    command: --datadir=/x\n", false},
      {"    command: tail -f /dev/null\n", false},
      {"    command: ${X}\n", false},
      {"    command: []\n", false},
      {"", false},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.body));
    const World world({{"compose.yaml", one_service(std::string("    image: postgres:17\n") + one.body)}});
    CHECK(world.container("db").one_shot == one.once);
  }
}

TEST_CASE("files that make no sense break nothing") {
  for (const char* text :
       {"", "services:", "services: []", "services: {a: }", "a: [", "services: {a: {build: {}, image: []}}",
        "services:\n  a:\n    volumes: [{}, [], 1, null, {type: bind}, {target: 1}]\n",
        "services: {a: {volumes_from: [a, a], configs: [{}], secrets: [1], tmpfs: [{}]}}", "services: {a: {<<: *x}}",
        "volumes: {a: 1, b: [x]}\nservices: {a: {volumes: ['a:/x']}}"}) {
    CAPTURE(std::string(text));
    const World world({{"compose.yaml", text}});
    CHECK(world.workspace.projects.size() == 1);
  }
}

TEST_CASE("a missing file set is a project without anything") {
  WorkspaceInput input;
  input.file_sets = {{{"gone.yaml"}}, {{}}};
  const World world({}, input);
  REQUIRE(world.workspace.projects.size() == 1);
  CHECK(world.project().containers.empty());
}
