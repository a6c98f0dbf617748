// Where known images keep their data, and what becomes of it: the cases that people really get wrong, and those that
// look wrong and are right.
#include "linter/model/data_directories.h"

#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;
using P = Persistence;
using W = WrongPath;

namespace {

const DataDirectory* important(const World& world) {
  for (const DataDirectory& directory : world.project().data_directories)
    if (directory.important) return &directory;
  return nullptr;
}

struct Case {
  const char* what;
  const char* body;  // of the service `db`, indented by four
  P verdict;
  const char* path;
  W why = W::none;
  const char* mount = "";  // the target that the verdict is about
};

void check(const Case& one) {
  CAPTURE(std::string(one.what));
  const World world({{"compose.yaml", one_service(one.body, "volumes:\n  vol:\n  db-data:\n  cache:\n")}});
  const DataDirectory* directory = important(world);
  REQUIRE(directory);
  CHECK(directory->verdict == one.verdict);
  CHECK(directory->path == std::string(one.path));
  CHECK(directory->why == one.why);
  CHECK((directory->mount ? directory->mount->target_path : std::string()) == std::string(one.mount));
}

constexpr const char* pg_old = "/var/lib/postgresql/data";
constexpr const char* pg_home = "/var/lib/postgresql";

}  // namespace

TEST_CASE("PostgreSQL before 18") {
  const Case cases[] = {
      {"named volume", "    image: postgres:17\n    volumes: ['vol:/var/lib/postgresql/data']\n", P::persisted, pg_old,
       W::none, pg_old},
      {"bind", "    image: postgres:17\n    volumes: ['./d:/var/lib/postgresql/data']\n", P::persisted, pg_old, W::none,
       pg_old},
      {"parent", "    image: postgres:17\n    volumes: ['vol:/var/lib/postgresql']\n", P::postgres_path, pg_old,
       W::none, pg_home},
      {"parent with a slash", "    image: postgres:15-alpine\n    volumes: ['vol:/var/lib/postgresql/']\n",
       P::postgres_path, pg_old, W::none, pg_home},
      {"parent and the path itself",
       "    image: postgres:17\n    volumes: ['vol:/var/lib/postgresql', 'db-data:/var/lib/postgresql/data']\n",
       P::persisted, pg_old, W::none, pg_old},
      {"parent of the parent", "    image: postgres:17\n    volumes: ['vol:/var/lib']\n", P::wrong_path, pg_old,
       W::parent_of_volume, "/var/lib"},
      {"nothing", "    image: postgres:17\n", P::not_persisted, pg_old},
      {"anonymous", "    image: postgres:17\n    volumes: [/var/lib/postgresql/data]\n", P::anonymous_volume, pg_old,
       W::none, pg_old},
      {"tmpfs", "    image: postgres:17\n    tmpfs: /var/lib/postgresql/data\n", P::on_tmpfs, pg_old, W::none, pg_old},
      {"PGDATA below the mount",
       "    image: postgres:17\n    environment: {PGDATA: /var/lib/postgresql/data/pgdata}\n"
       "    volumes: ['vol:/var/lib/postgresql/data']\n",
       P::persisted, "/var/lib/postgresql/data/pgdata", W::none, pg_old},
      {"PGDATA elsewhere, mounted",
       "    image: postgres:17\n    environment: [PGDATA=/pgdata]\n    volumes: ['vol:/pgdata']\n", P::persisted,
       "/pgdata", W::none, "/pgdata"},
      {"PGDATA elsewhere, the default is mounted",
       "    image: postgres:17\n    environment: [PGDATA=/pgdata]\n    volumes: ['vol:/var/lib/postgresql/data']\n",
       P::wrong_path, "/pgdata", W::known_wrong, pg_old},
      {"PGDATA from outside", "    image: postgres:17\n    environment: [PGDATA]\n", P::unknown, pg_old},
      {"a slip of the pen", "    image: postgres:17\n    volumes: ['vol:/var/lib/postgresqll/data']\n", P::wrong_path,
       pg_old, W::damaged_copy, "/var/lib/postgresqll/data"},
      {"known wrong", "    image: postgres:17\n    volumes: ['vol:/var/lib/postgres/data']\n", P::wrong_path, pg_old,
       W::known_wrong, "/var/lib/postgres/data"},
      {"the only data volume elsewhere", "    image: postgres:17\n    volumes: ['db-data:/data']\n", P::wrong_path,
       pg_old, W::sibling, "/data"},
      {"a backup volume beside nothing", "    image: postgres:17\n    volumes: ['./backup:/backups']\n",
       P::not_persisted, pg_old},
      {"unknown target", "    image: postgres:17\n    volumes: ['vol:${WHERE}']\n", P::unknown, pg_old},
      {"a client", "    image: postgres:17\n    command: psql -h other\n", P::intended_loss, pg_old},
      {"a script of clients",
       "    image: postgres:17\n    command: sh -c 'until pg_isready; do sleep 1; done; psql -f x'\n", P::intended_loss,
       pg_old},
      {"unsafe on purpose", "    image: postgres:17\n    command: postgres -c fsync=off\n", P::intended_loss, pg_old},
      {"x-ephemeral", "    image: postgres:17\n    x-ephemeral: true\n", P::intended_loss, pg_old},
      {"a comment", "    image: postgres:17  # ephemeral\n    user: x\n", P::intended_loss, pg_old},
      {"moved by a flag", "    image: postgres:17\n    command: postgres -D /x\n", P::unknown, pg_old},
  };
  for (const Case& one : cases) check(one);
}

TEST_CASE("PostgreSQL 18 and later") {
  const char* data = "/var/lib/postgresql/18/docker";
  const Case cases[] = {
      {"the new path", "    image: postgres:18\n    volumes: ['vol:/var/lib/postgresql']\n", P::persisted, data,
       W::none, pg_home},
      {"a deeper path", "    image: postgres:18\n    volumes: ['vol:/var/lib/postgresql/18/docker']\n", P::persisted,
       data, W::none, data},
      {"the old path", "    image: postgres:18\n    volumes: ['vol:/var/lib/postgresql/data']\n", P::postgres_path,
       data, W::none, pg_old},
      {"both", "    image: postgres:18\n    volumes: ['vol:/var/lib/postgresql/data', 'db-data:/var/lib/postgresql']\n",
       P::postgres_path, data, W::none, pg_old},
      {"the old path, said with PGDATA",
       "    image: postgres:18.4\n    environment: {PGDATA: /var/lib/postgresql/data}\n"
       "    volumes: ['vol:/var/lib/postgresql/data']\n",
       P::persisted, pg_old, W::none, pg_old},
      {"PGDATA below the old path",
       "    image: postgres:18\n    environment: {PGDATA: /var/lib/postgresql/data/pgdata}\n"
       "    volumes: ['vol:/var/lib/postgresql/data']\n",
       P::persisted, "/var/lib/postgresql/data/pgdata", W::none, pg_old},
      {"19", "    image: postgres:19\n    volumes: ['vol:/var/lib/postgresql']\n", P::persisted,
       "/var/lib/postgresql/19/docker", W::none, pg_home},
      {"nothing", "    image: postgres:18\n", P::not_persisted, data},
      {"pgvector", "    image: pgvector/pgvector:pg18\n    volumes: ['vol:/var/lib/postgresql/data']\n",
       P::postgres_path, data, W::none, pg_old},
      {"postgis 17", "    image: postgis/postgis:17-3.5\n    volumes: ['vol:/var/lib/postgresql/data']\n", P::persisted,
       pg_old, W::none, pg_old},
  };
  for (const Case& one : cases) check(one);
}

TEST_CASE("a tag without a number means the newest version, an unknown one means any") {
  const World latest(
      {{"compose.yaml", one_service("    image: postgres\n    volumes: ['vol:/var/lib/postgresql/data']\n")}});
  REQUIRE(important(latest));
  CHECK(important(latest)->verdict == P::postgres_path);
  CHECK(important(latest)->assumed_version);

  const World unknown(
      {{"compose.yaml", one_service("    image: postgres:${TAG}\n    volumes: ['vol:/var/lib/postgresql/data']\n")}});
  REQUIRE(important(unknown));
  CHECK(important(unknown)->verdict == P::unknown);

  const World none({{"compose.yaml", one_service("    image: postgres:${TAG}\n")}});
  REQUIRE(important(none));
  CHECK(important(none)->verdict == P::not_persisted);

  const World by_default(
      {{"compose.yaml", one_service("    image: postgres:${TAG:-17}\n    volumes: ['vol:/var/lib/postgresql']\n")}});
  REQUIRE(important(by_default));
  CHECK(important(by_default)->verdict == P::postgres_path);
  CHECK_FALSE(important(by_default)->assumed_version);
}

TEST_CASE("other engines") {
  const Case cases[] = {
      {"mysql", "    image: mysql:8.4\n    volumes: ['vol:/var/lib/mysql']\n", P::persisted, "/var/lib/mysql", W::none,
       "/var/lib/mysql"},
      {"mysql, one database only", "    image: mysql:8.4\n    volumes: ['vol:/var/lib/mysql/app']\n", P::wrong_path,
       "/var/lib/mysql", W::child, "/var/lib/mysql/app"},
      {"mysql, a file in it", "    image: mysql:8.4\n    volumes: ['./my.cnf:/var/lib/mysql/my.cnf']\n",
       P::not_persisted, "/var/lib/mysql"},
      {"mysql moved", "    image: mysql:8.4\n    command: --datadir=/x\n    volumes: ['vol:/x']\n", P::persisted, "/x",
       W::none, "/x"},
      {"mysql moved with a space", "    image: mysql:8.4\n    command: mysqld --datadir /x\n", P::not_persisted, "/x"},
      {"mysql moved by a script", "    image: mysql:8.4\n    command: sh -c 'exec mysqld --datadir=/x'\n",
       P::not_persisted, "/x"},
      {"mysql moved to an unknown place", "    image: mysql:8.4\n    command: --datadir=${X}\n", P::unknown,
       "/var/lib/mysql"},
      {"mysql with an unknown value", "    image: mysql:8.4\n    command: mysqld --port ${PORT}\n", P::not_persisted,
       "/var/lib/mysql"},
      {"mysql with unknown words in a string", "    image: mysql:8.4\n    command: mysqld ${ARGS}\n", P::unknown,
       "/var/lib/mysql"},
      {"mysql with unknown words", "    image: mysql:8.4\n    command: ['${ARGS}']\n", P::unknown, "/var/lib/mysql"},
      {"mariadb in capitals", "    image: mariadb:11\n    volumes: ['vol:/var/lib/MARIADB']\n", P::wrong_path,
       "/var/lib/mysql", W::known_wrong, "/var/lib/MARIADB"},
      {"mongo", "    image: mongo:8\n    volumes: ['vol:/data/db']\n", P::persisted, "/data/db", W::none, "/data/db"},
      {"mongo without", "    image: mongo:8\n    volumes: ['./init:/docker-entrypoint-initdb.d']\n", P::not_persisted,
       "/data/db"},
      {"mongo at the parent", "    image: mongo:8\n    volumes: ['vol:/data']\n", P::wrong_path, "/data/db",
       W::parent_of_volume, "/data"},
      {"mongo, only the configuration", "    image: mongo:8\n    volumes: ['vol:/data/configdb']\n", P::not_persisted,
       "/data/db"},
      {"redis", "    image: redis:8\n    volumes: ['cache:/data']\n", P::persisted, "/data", W::none, "/data"},
      {"redis at a path of other packages", "    image: redis:8\n    volumes: ['cache:/var/lib/redis']\n",
       P::wrong_path, "/data", W::known_wrong, "/var/lib/redis"},
      {"redis without", "    image: redis:8\n", P::not_persisted, "/data"},
      {"redis that saves nothing", "    image: redis:8\n    command: redis-server --save \"\" --appendonly no\n",
       P::intended_loss, "/data"},
      {"redis that saves nothing, as a list", "    image: redis:8\n    command: [redis-server, --save, '']\n",
       P::intended_loss, "/data"},
      {"redis that drops old keys", "    image: redis:8\n    command: redis-server --maxmemory-policy allkeys-lru\n",
       P::intended_loss, "/data"},
      {"rabbitmq without a host name", "    image: rabbitmq:4\n    volumes: ['vol:/var/lib/rabbitmq']\n", P::wrong_path,
       "/var/lib/rabbitmq", W::host_named, "/var/lib/rabbitmq"},
      {"rabbitmq with one", "    image: rabbitmq:4\n    hostname: mq\n    volumes: ['vol:/var/lib/rabbitmq']\n",
       P::persisted, "/var/lib/rabbitmq", W::none, "/var/lib/rabbitmq"},
      {"rabbitmq with a node name",
       "    image: rabbitmq:4\n    environment: {RABBITMQ_NODENAME: rabbit@mq}\n    volumes: "
       "['vol:/var/lib/rabbitmq']\n",
       P::persisted, "/var/lib/rabbitmq", W::none, "/var/lib/rabbitmq"},
      {"rabbitmq, its database only",
       "    image: rabbitmq:4\n    hostname: mq\n    volumes: ['vol:/var/lib/rabbitmq/mnesia']\n", P::unknown,
       "/var/lib/rabbitmq"},
      {"bitnami", "    image: bitnami/postgresql:17\n    volumes: ['vol:/bitnami/postgresql']\n", P::persisted,
       "/bitnami/postgresql", W::none, "/bitnami/postgresql"},
      {"bitnami at the path of the official image",
       "    image: bitnami/postgresql:17\n    volumes: ['vol:/var/lib/postgresql/data']\n", P::wrong_path,
       "/bitnami/postgresql", W::known_wrong, pg_old},
      {"minio",
       "    image: minio/minio\n    command: server /export --console-address :9001\n    volumes: ['vol:/export']\n",
       P::persisted, "/export", W::none, "/export"},
      {"minio elsewhere", "    image: minio/minio\n    command: server /export\n    volumes: ['vol:/data']\n",
       P::wrong_path, "/export", W::known_wrong, "/data"},
      {"prometheus moved",
       "    image: prom/prometheus\n    command: [--storage.tsdb.path=/p]\n    volumes: ['vol:/p']\n", P::persisted,
       "/p", W::none, "/p"},
      {"kafka at its default", "    image: apache/kafka:4.0.0\n", P::not_persisted, "/tmp/kraft-combined-logs"},
      {"kafka where it is told",
       "    image: apache/kafka:4.0.0\n    environment: {KAFKA_LOG_DIRS: /var/lib/kafka/data}\n"
       "    volumes: ['vol:/var/lib/kafka/data']\n",
       P::persisted, "/var/lib/kafka/data", W::none, "/var/lib/kafka/data"},
      {"grafana moved by a variable",
       "    image: grafana/grafana\n    environment: {GF_PATHS_DATA: /g}\n    volumes: ['vol:/g']\n", P::persisted,
       "/g", W::none, "/g"},
      {"grafana on a bind in memory", "    image: grafana/grafana\n    volumes: ['/dev/shm/g:/var/lib/grafana']\n",
       P::on_tmpfs, "/var/lib/grafana", W::none, "/var/lib/grafana"},
      {"registry, moved as far as is generally known",
       "    image: registry:2\n    environment: {REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: /r}\n", P::unknown, "/r"},
      {"a missing env_file may move it to what is mounted",
       "    image: grafana/grafana\n    env_file: gone.env\n    volumes: ['vol:/data']\n", P::unknown,
       "/var/lib/grafana"},
      {"wherever a missing env_file moves it, nothing is mounted",
       "    image: grafana/grafana\n    env_file: gone.env\n", P::app_not_persisted, "/var/lib/grafana"},
      {"an unknown merge", "    image: mysql:8\n    volumes: ${V}\n", P::unknown, "/var/lib/mysql"},
  };
  for (const Case& one : cases) check(one);
}

TEST_CASE("nothing is said of images that are not known, and of rows whose condition is not seen") {
  CHECK_FALSE(important(World({{"compose.yaml", one_service("    image: example/app\n")}})));
  CHECK_FALSE(important(World({{"compose.yaml", one_service("    image: ${IMAGE}\n")}})));
  CHECK_FALSE(important(World({{"compose.yaml", one_service("    image: memcached\n")}})));
  CHECK_FALSE(important(World({{"compose.yaml", one_service("    image: minio/minio\n")}})));
  // The image name of a build is a tag only.
  CHECK_FALSE(important(World({{"compose.yaml", one_service("    image: postgres:17\n    build: ./gone\n")}})));
}

TEST_CASE("an env_file moves data") {
  const World world({{"compose.yaml", one_service("    image: postgres:17\n    env_file: db.env\n"
                                                  "    volumes: ['vol:/var/lib/postgresql']\n")},
                     {"db.env", "PGDATA=/var/lib/postgresql/mine\n"}});
  REQUIRE(important(world));
  CHECK(important(world)->path == "/var/lib/postgresql/mine");
  CHECK(important(world)->verdict == P::persisted);
}

TEST_CASE("a build follows FROM, ENV and CMD") {
  const std::string compose = one_service("    build: .\n    volumes: ['vol:/var/lib/mysql']\n");
  const World plain({{"compose.yaml", compose}, {"Dockerfile", "ARG V=8.4\nFROM mysql:${V} AS base\nFROM base\n"}});
  REQUIRE(important(plain));
  CHECK(important(plain)->verdict == P::persisted);

  const World moved(
      {{"compose.yaml", compose}, {"Dockerfile", "FROM mysql:8.4\nCMD [\"mysqld\", \"--datadir=/baked\"]\n"}});
  REQUIRE(important(moved));
  CHECK(important(moved)->path == "/baked");
  CHECK(important(moved)->verdict == P::wrong_path);

  const World environment({{"compose.yaml", one_service("    build: .\n    volumes: ['vol:/pg']\n")},
                           {"Dockerfile", "FROM postgres:17\nENV PGDATA=/pg/data\n"}});
  REQUIRE(important(environment));
  CHECK(important(environment)->path == "/pg/data");
  CHECK(important(environment)->verdict == P::persisted);

  // Compose overrides what the image says.
  const World overridden({{"compose.yaml", one_service("    build: .\n    environment: [PGDATA=/other]\n")},
                          {"Dockerfile", "FROM postgres:17\nENV PGDATA=/pg/data\n"}});
  REQUIRE(important(overridden));
  CHECK(important(overridden)->path == "/other");
}

TEST_CASE("signs on a directory") {
  const World config(
      {{"compose.yaml", one_service("    image: mysql:8\n    volumes: ['./my.cnf:/etc/mysql/my.cnf']\n")}});
  REQUIRE(important(config));
  CHECK(important(config)->may_be_relocated);
  CHECK(important(config)->verdict == P::not_persisted);

  const World copied({{"compose.yaml", one_service("    build: .\n")},
                      {"Dockerfile", "FROM mysql:8\nCOPY my.cnf /etc/mysql/conf.d/\n"}});
  REQUIRE(important(copied));
  CHECK(important(copied)->may_be_relocated);

  const World prometheus(
      {{"compose.yaml",
        one_service("    image: prom/prometheus\n    volumes: ['./p.yml:/etc/prometheus/prometheus.yml']\n")}});
  REQUIRE(important(prometheus));
  CHECK_FALSE(important(prometheus)->may_be_relocated);

  const World cache({{"compose.yaml", one_service("    image: redis:8\n")}});
  REQUIRE(important(cache));
  CHECK(important(cache)->cache_capable);
  CHECK(important(cache)->in_volume);
  CHECK(important(cache)->exact_volume == "/data");
  const World store({{"compose.yaml", one_service("    image: redis:8\n    command: redis-server --save 60 1\n")}});
  REQUIRE(important(store));
  CHECK_FALSE(important(store)->cache_capable);
  CHECK(important(store)->verdict == P::not_persisted);
}

TEST_CASE("one row decides") {
  const World world({{"compose.yaml", one_service("    image: qdrant/qdrant\n")}});
  int count = 0;
  for (const DataDirectory& directory : world.project().data_directories) {
    if (!directory.important) continue;
    ++count;
    CHECK(directory.path == "/qdrant/storage");
  }
  CHECK(count == 1);
}

TEST_CASE("volumes_from keeps data, whoever wrote the mount") {
  const std::string compose =
      "services:\n  db: {image: 'mysql:8', volumes_from: [data]}\n"
      "  data: {image: busybox, volumes: ['vol:/var/lib/mysql']}\nvolumes: {vol: }\n";
  const World world({{"compose.yaml", compose}});
  REQUIRE(important(world));
  CHECK(important(world)->verdict == P::persisted);
}
