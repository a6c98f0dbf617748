// What is one storage, and who uses it at the same time.
#include "linter/model/shared_storage.h"

#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;

namespace {

// Two services with one mount each, at `/x`.
World world_of(const std::string& one, const std::string& other, const std::string& rest) {
  return World({{"p/compose.yaml", "services:\n  a:\n    image: i\n    volumes:\n      - " + one +
                                       "\n  b:\n    image: i\n    volumes:\n      - " + other + "\n" + rest}});
}

std::optional<StoragePlace> place(const World& world, const char* service) {
  return storage_of(*mount_at(world.container(service), "/x"));
}

constexpr const char* volumes = R"(volumes:
  vol:
  wol:
  named: {name: real}
  again: {name: real}
  real: {external: true}
  outer: {external: true, name: vol}
  slot: {name: 'db-{{.Task.Slot}}'}
  variable: {name: "${NAME}"}
  bound: {driver_opts: {type: none, o: "rw,bind", device: /srv/db/}}
  relative: {driver_opts: {type: none, o: bind, device: ./db}}
  nfs: {driver_opts: {type: nfs, o: "addr=10.0.0.1", device: ":/srv/db"}}
)";

}  // namespace

TEST_CASE("storage: two mounts are one place") {
  struct Row {
    const char *one, *other;
  };
  const Row rows[] = {
      {"vol:/x", "vol:/x"},
      {"vol:/x", "{type: volume, source: vol, target: /x}"},
      {"{type: volume, source: vol, target: /x, volume: {subpath: a/}}",
       "{type: volume, source: vol, target: /x, volume: {subpath: a}}"},
      {"named:/x", "again:/x"},
      {"named:/x", "real:/x"},
      {"variable:/x", "variable:/x"},
      {"nfs:/x", "nfs:/x"},
      {"bound:/x", "/srv/db:/x:ro"},
      {"./d:/x", "././d/:/x"},
      {"~/d:/x", "$HOME/d:/x"},
      {"${DATA}/db:/x", "${DATA}/db/:/x"},
      {"${DATA:-${OTHER}}:/x", "${DATA:-${OTHER}}:/x"},
      {"{type: volume, source: \"${V}\", target: /x}", "{type: volume, source: \"${V}\", target: /x}"},
      {"undeclared:/x", "undeclared:/x"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.one));
    const World world = world_of(row.one, row.other, volumes);
    REQUIRE(place(world, "a"));
    CHECK(place(world, "a") == place(world, "b"));
  }
}

TEST_CASE("storage: two mounts have nothing to do with each other") {
  struct Row {
    const char *one, *other;
  };
  const Row rows[] = {
      {"vol:/x", "wol:/x"},
      {"vol:/x", "./vol:/x"},
      {"vol:/x", "outer:/x"},
      {"named:/x", "vol:/x"},
      {"./d:/x", "./de:/x"},
      {"${DATA}/db:/x", "${OTHER}/db:/x"},
      {"{type: volume, source: vol, target: /x, volume: {subpath: a}}",
       "{type: volume, source: vol, target: /x, volume: {subpath: b}}"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.one));
    const World world = world_of(row.one, row.other, volumes);
    REQUIRE(place(world, "a"));
    REQUIRE(place(world, "b"));
    CHECK_FALSE(overlap(*place(world, "a"), *place(world, "b")));
  }
}

TEST_CASE("storage: nothing that others could have, or nothing that is known") {
  const char* mounts[] = {"/x",
                          "slot:/x",
                          "./d-{{.Node.Hostname}}:/x",
                          "a${DATA}:/x",
                          "./${DATA}/db:/x",
                          "${DATA}db:/x",
                          "{type: tmpfs, target: /x}",
                          "{type: volume, source: vol, target: /x, volume: {subpath: \"${S}\"}}"};
  for (const char* mount : mounts) {
    CAPTURE(std::string(mount));
    CHECK_FALSE(place(world_of(mount, "vol:/x", volumes), "a"));
  }
}

TEST_CASE("storage: places lie in each other") {
  const World world = world_of("./d:/x", "./d/pg:/x", "");
  const StoragePlace a = *place(world, "a"), b = *place(world, "b");
  CHECK(is_within(b, a));
  CHECK_FALSE(is_within(a, b));
  CHECK(overlap(a, b));
}

TEST_CASE("storage: where a directory of the container lies") {
  const World world({{"p/compose.yaml", R"(services:
  a: {image: i, volumes: ["vol:/x", "./d:/"]}
volumes: {vol: }
)"}});
  const Container& a = world.container("a");
  CHECK(storage_at(*mount_at(a, "/x"), "/x/y/z") == StoragePlace{"volume:vol", "/y/z"});
  CHECK(storage_at(*mount_at(a, "/x"), "/x") == StoragePlace{"volume:vol", "/"});
  CHECK_FALSE(storage_at(*mount_at(a, "/x"), "/xy"));
  CHECK(storage_at(*mount_at(a, "/"), "/x/y") == StoragePlace{"host", "p/d/x/y"});
}

TEST_CASE("containers that run at the same time") {
  struct Row {
    const char *one, *other;
    bool together;
  };
  const Row rows[] = {
      {"{image: i}", "{image: i}", true},
      {"{image: i}", "{image: i, profiles: [p]}", true},
      {"{image: i, profiles: [q, p]}", "{image: i, profiles: [p]}", true},
      {"{image: i, profiles: [q]}", "{image: i, profiles: [p]}", false},
      {"{image: i, profiles: ['${Q}']}", "{image: i, profiles: ['${Q}']}", false},
      {"{image: i}", "{image: i, profiles: {a: b}}", false},
      {"{image: i}", "{image: i, command: pg_dump x}", false},
      {"{image: i, scale: 0}", "{image: i}", false},
      {"{image: i}", "{image: i, deploy: {replicas: 0}}", false},
      {"{image: i, scale: 2}", "{image: i}", true},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.one));
    CAPTURE(std::string(row.other));
    const World world({{"p/compose.yaml", std::string("services:\n  a: ") + row.one + "\n  b: " + row.other + "\n"}});
    CHECK(may_run_together(world.container("a"), world.container("b")) == row.together);
    CHECK(may_run_together(world.container("b"), world.container("a")) == row.together);
    CHECK_FALSE(may_run_together(world.container("a"), world.container("a")));
  }
}
