// Everything that attaches storage to a service, as Mounts.
#include "linter/model/mount.h"

#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;
using T = MountType;
using O = MountOrigin;
using S = SourceVerdict;

namespace {

const Mount& only_mount(const World& world) {
  const Container& db = world.container("db");
  REQUIRE(db.mounts.size() == 1);
  return db.mounts[0];
}

std::string volumes(const std::string& entry) { return one_service("    volumes:\n    - " + entry + "\n"); }

}  // namespace

TEST_CASE("sources and targets of short and long syntax") {
  struct Case {
    const char* entry;
    T type;
    const char *target, *host;
    Access access = Access::read_write;
    S verdict = S::none;
  };
  const Case cases[] = {
      {"./a:/b", T::bind, "/b", "p/a"},
      {"./a/:/b/", T::bind, "/b", "p/a"},
      {"../a:/b:ro", T::bind, "/b", "a", Access::read_only},
      {".:/b:ro,z", T::bind, "/b", "p", Access::read_only},
      {"/srv//a/.:/b", T::bind, "/b", "/srv/a"},
      {"~/a:/b", T::bind, "/b", "~/a"},
      {"~:/b", T::bind, "/b", "~", Access::read_write, S::credentials},
      {"$HOME/a:/b", T::bind, "/b", "~/a"},
      {"${HOME}/a:/b", T::bind, "/b", "~/a"},
      {"'${HOME:?}/a:/b'", T::bind, "/b", "~/a"},
      {"$PWD/a:/b", T::bind, "/b", "p/a"},
      {"${PWD}:/b", T::bind, "/b", "p"},
      {"${X:-./a}:/b", T::bind, "/b", "p/a"},
      {"${X}/a:/b", T::unknown, "/b", ""},
      {"/srv/${X}:/b", T::bind, "/b", ""},
      {"name:/b", T::volume, "/b", ""},
      {"name:/b/../c", T::volume, "/c", ""},
      {"name:${X}", T::volume, "", ""},
      {"name:b", T::volume, "", ""},
      {"/b", T::volume, "/b", ""},
      {"{type: bind, source: a, target: /b}", T::bind, "/b", "p/a"},
      {"{type: bind, source: /etc/a.d, target: /b/, read_only: true}", T::bind, "/b", "/etc/a.d", Access::read_only,
       S::sensitive_path},
      {"{type: bind, source: ./a, target: /b, read_only: '${X}'}", T::bind, "/b", "p/a", Access::unknown},
      {"{type: tmpfs, target: /b}", T::tmpfs, "/b", ""},
      {"/var/run/docker.sock:/var/run/docker.sock:ro", T::bind, "/var/run/docker.sock", "/var/run/docker.sock",
       Access::read_only, S::engine_socket},
      {"${SOCK}:/var/run/docker.sock", T::unknown, "/var/run/docker.sock", "", Access::read_write, S::engine_socket},
      {"${XDG_RUNTIME_DIR}/docker.sock:/d", T::unknown, "/d", "", Access::read_write, S::engine_socket},
      {"${SOCK:-/var/run/docker.sock}:/d", T::bind, "/d", "/var/run/docker.sock", Access::read_write, S::engine_socket},
      {"/:/host:ro", T::bind, "/host", "/", Access::read_only, S::host_root},
      {"/etc:/host-etc", T::bind, "/host-etc", "/etc", Access::read_write, S::sensitive_path},
      {"/etcd:/x", T::bind, "/x", "/etcd"},
      {"~/.ssh:/x", T::bind, "/x", "~/.ssh", Access::read_write, S::credentials},
      {"${HOME}/.ssh:/x", T::bind, "/x", "~/.ssh", Access::read_write, S::credentials},
      {"./.ssh:/x", T::bind, "/x", "p/.ssh"},
      {"data/db:/x", T::volume, "/x", "", Access::read_write, S::path_without_dot},
      {"there.conf:/x", T::volume, "/x", "", Access::read_write, S::path_without_dot},
      {"gone.conf:/x", T::volume, "/x", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.entry));
    WorkspaceInput input;
    input.file_sets = {{{"p/compose.yaml"}}};
    const World world({{"p/compose.yaml", volumes(one.entry)}, {"p/there.conf", ""}}, input);
    const Mount& mount = only_mount(world);
    CHECK(mount.type == one.type);
    CHECK(mount.target_path == std::string(one.target));
    CHECK(mount.host_path == std::string(one.host));
    CHECK(mount.access == one.access);
    CHECK(mount.source_verdict == one.verdict);
    CHECK(mount.written_in_compose());
    CHECK(mount.syntax);
    CHECK(mount.container == &world.container("db"));
  }
}

TEST_CASE("a project at the root of the file system has no sensitive paths of its own") {
  const World world({{"/compose.yaml", volumes("./etc:/x")}});
  CHECK(only_mount(world).host_path == "/etc");
  CHECK(only_mount(world).source_verdict == S::none);
}

TEST_CASE("sources are looked up inside the project only, and only if asked to") {
  struct Case {
    const char* entry;
    HostSource with, without;
  };
  const Case cases[] = {
      {"./file.txt:/x", HostSource::file, HostSource::unknown},
      {"./folder:/x", HostSource::directory, HostSource::unknown},
      {"./gone:/x", HostSource::missing, HostSource::unknown},
      {"../outside.txt:/x", HostSource::unknown, HostSource::unknown},
      {"/p/file.txt:/x", HostSource::unknown, HostSource::unknown},
      {"$PWD/file.txt:/x", HostSource::file, HostSource::unknown},
      {"${X}/file.txt:/x", HostSource::unknown, HostSource::unknown},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.entry));
    for (const bool host_fs : {true, false}) {
      WorkspaceInput input;
      input.file_sets = {{{"p/compose.yaml"}}};
      input.host_fs = host_fs;
      const World world(
          {{"p/compose.yaml", volumes(one.entry)}, {"p/file.txt", ""}, {"p/folder/a", ""}, {"outside.txt", ""}}, input);
      CHECK(only_mount(world).host_source == (host_fs ? one.with : one.without));
    }
  }
}

TEST_CASE("the other keys that attach storage") {
  const World world({{"compose.yaml",
                      "services:\n  db:\n    image: x\n    use_api_socket: true\n    tmpfs: ['/run/:ro,size=1m', /t]\n"
                      "    configs: [c, {source: c, target: /etc/c2}, {source: c, target: rel}]\n"
                      "    secrets: [s, {source: s, target: other}, {source: s, target: /abs}]\n"
                      "    devices: ['/dev/null:/dev/x']\n"
                      "configs: {c: {file: ./c.conf}}\nsecrets: {s: {environment: S}}\n"},
                     {"c.conf", ""}});
  struct Case {
    const char* target;
    O origin;
    T type;
    Access access;
    const char* host;
  };
  const Case cases[] = {
      {"/run", O::compose_tmpfs, T::tmpfs, Access::read_only, ""},
      {"/t", O::compose_tmpfs, T::tmpfs, Access::read_write, ""},
      {"/c", O::compose_config, T::config, Access::read_only, "c.conf"},
      {"/etc/c2", O::compose_config, T::config, Access::read_only, "c.conf"},
      {"/rel", O::compose_config, T::config, Access::read_only, "c.conf"},
      {"/run/secrets/s", O::compose_secret, T::secret, Access::read_only, ""},
      {"/run/secrets/other", O::compose_secret, T::secret, Access::read_only, ""},
      {"/abs", O::compose_secret, T::secret, Access::read_only, ""},
      {"/var/run/docker.sock", O::api_socket, T::bind, Access::read_write, "/var/run/docker.sock"},
  };
  const Container& db = world.container("db");
  CHECK(db.mounts.size() == std::size(cases));
  CHECK(db.mounts.complete);
  for (const Case& one : cases) {
    CAPTURE(std::string(one.target));
    const Mount* mount = mount_at(db, one.target);
    REQUIRE(mount);
    CHECK(mount->origin == one.origin);
    CHECK(mount->type == one.type);
    CHECK(mount->access == one.access);
    CHECK(mount->host_path == std::string(one.host));
    CHECK(mount->place.span.valid());
    CHECK_FALSE(mount->target.shown().empty());
  }
  CHECK(mount_at(db, "/c")->target.shown() == "/c");
  CHECK(mount_at(db, "/c")->host_source == HostSource::file);
  CHECK(mount_at(db, "/var/run/docker.sock")->source_verdict == S::engine_socket);
}

TEST_CASE("volumes_from brings the mounts of others, and theirs") {
  const World world({{"compose.yaml",
                      "services:\n"
                      "  a: {image: x, volumes_from: ['b:ro']}\n"
                      "  b: {image: x, volumes: ['vb:/b'], tmpfs: [/t], volumes_from: [c]}\n"
                      "  c: {image: x, volumes: ['./c:/c', /anonymous]}\n"
                      "volumes: {vb: }\n"}});
  const Container& a = world.container("a");
  const Container& b = world.container("b");
  CHECK(a.mounts.complete);
  REQUIRE(a.mounts.size() == 3);
  const Mount* from_b = mount_at(a, "/b");
  REQUIRE(from_b);
  CHECK(from_b->origin == O::volumes_from);
  CHECK(from_b->inherited == mount_at(b, "/b"));
  CHECK(from_b->access == Access::read_only);
  CHECK(from_b->container == &a);
  CHECK(from_b->volume == world.project().volume("vb"));
  const Mount* from_c = mount_at(a, "/c");
  REQUIRE(from_c);
  CHECK(from_c->inherited == mount_at(b, "/c"));
  CHECK(mount_at(b, "/c")->inherited == mount_at(world.container("c"), "/c"));
  REQUIRE(mount_at(a, "/anonymous"));
  CHECK_FALSE(mount_at(a, "/t"));
  CHECK(world.project().volume("vb")->users.size() == 2);
}

TEST_CASE("what volumes_from brings may be unknown") {
  const char* const sources[] = {"gone", "'container:x'", "'${X}'", "db"};
  for (const char* source : sources) {
    CAPTURE(std::string(source));
    const World world(
        {{"compose.yaml", one_service(std::string("    image: x\n    volumes_from: [") + source + "]\n")}});
    CHECK_FALSE(world.container("db").mounts.complete);
  }
  const World cycle(
      {{"compose.yaml", "services:\n  a: {image: x, volumes_from: [b]}\n  b: {image: x, volumes_from: [a]}\n"}});
  CHECK_FALSE(cycle.container("a").mounts.complete);
}

TEST_CASE("the engine makes a volume where the image declares one and nothing is mounted exactly there") {
  struct Case {
    const char *what, *body;
    bool made;
  };
  const Case cases[] = {
      {"nothing", "    image: mysql:8\n", true},
      {"exactly there", "    image: mysql:8\n    volumes: ['vol:/var/lib/mysql/']\n", false},
      {"a parent", "    image: mysql:8\n    volumes: ['vol:/var/lib']\n", true},
      {"a child", "    image: mysql:8\n    volumes: ['vol:/var/lib/mysql/x']\n", true},
      {"tmpfs there", "    image: mysql:8\n    tmpfs: /var/lib/mysql\n", false},
      {"somewhere", "    image: mysql:8\n    volumes: ['vol:${X}']\n", false},
      {"unknown list", "    image: mysql:8\n    volumes: ${X}\n", false},
      {"unknown image", "    image: ${X}\n", false},
      {"a build", "    build: .\n", true},
      {"a build that is not at hand", "    build: ./gone\n    image: mysql:8\n", false},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.what));
    const World world(
        {{"compose.yaml", one_service(one.body)}, {"Dockerfile", "FROM alpine\nVOLUME /var/lib/mysql\n"}});
    const Mount* mount = mount_at(world.container("db"), "/var/lib/mysql");
    const bool made = mount && mount->origin == O::image_volume;
    CHECK(made == one.made);
    if (!made) continue;
    CHECK(mount->is_anonymous_volume());
    CHECK(mount->place.span == world.container("db").image_place.span);
    CHECK(mount->target.shown() == "/var/lib/mysql");
  }
}

TEST_CASE("a version that is not known declares only what all versions declare") {
  const World world({{"compose.yaml", one_service("    image: postgres:${TAG}\n")}});
  CHECK(world.container("db").mounts.empty());
}

TEST_CASE("an entry that Compose refuses is no mount, and leaves the list incomplete") {
  const World world({{"compose.yaml", one_service("    image: x\n    volumes: [':/x', 'vol:/y']\n")}});
  CHECK(world.container("db").mounts.size() == 1);
  CHECK_FALSE(world.container("db").mounts.complete);
}

TEST_CASE("covers compares components") {
  Mount mount;
  CHECK_FALSE(mount.covers("/data"));
  mount.target_path = "/data";
  CHECK(mount.covers("/data"));
  CHECK(mount.covers("/data/x"));
  CHECK_FALSE(mount.covers("/data2"));
  CHECK_FALSE(mount.covers("/"));
  mount.target_path = "/";
  CHECK(mount.covers("/anything"));
}
