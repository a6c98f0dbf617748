// The table of known images: is it in order, is it complete, and which rows hold for which tag.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "linter/model/known_images.h"
#include "linter/model/known_images_table.h"
#include "linter/model/name_glob.h"
#include "linter/model/version_pattern.h"

namespace mountlint {
namespace {

// A reference with `?` for an unknown part.
struct Reference {
  TextArena arena;
  std::optional<ImageReference> image;

  explicit Reference(std::string_view written) {
    TextBuilder builder(arena);
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const Span span{FileId{0}, i, i + 1};
      if (written[i] == '?') {
        builder.unknown(span, "?");
      } else {
        builder.source(written.substr(i, 1), span);
      }
    }
    image = parse_image(builder.finish({FileId{0}, 0, static_cast<std::uint32_t>(written.size())}));
  }
};

const KnownImage* find(std::string_view written) {
  const Reference reference(written);
  return reference.image ? find_known_image(*reference.image) : nullptr;
}

// --- The table

TEST_CASE("the table is sorted by name and each name stands once") {
  const auto table = known_images();
  REQUIRE_FALSE(table.empty());
  for (std::size_t i = 1; i < table.size(); ++i) CHECK(table[i - 1].name < table[i].name);
  for (const KnownImage* glob : known_images_table::globs) CHECK(glob->name.find('*') != std::string_view::npos);
  const auto is_glob = [](const KnownImage& image) { return image.name.find('*') != std::string_view::npos; };
  CHECK(std::count_if(table.begin(), table.end(), is_glob) == std::ssize(known_images_table::globs));
}

TEST_CASE("every entry says what it is, and every row says where it was read") {
  for (const KnownImage& image : known_images()) {
    CAPTURE(image.name);
    CHECK_FALSE(image.engine.empty());
    CHECK_FALSE(image.paths.empty());
    for (const ImagePath& row : image.paths) {
      CHECK_FALSE(row.source.empty());
      CHECK(is_version_pattern(row.versions));
      CHECK((row.path.empty() || row.path.starts_with('/')));
      CHECK(std::count(row.wrong_paths.begin(), row.wrong_paths.end(), row.path) == 0);
      for (const Relocation& relocation : row.relocations) {
        CHECK_FALSE(relocation.name.empty());
        CHECK(relocation.name.find_first_of("!?") == std::string_view::npos);
      }
    }
  }
}

TEST_CASE("every entry says when its sources were read, and what people lose with an application") {
  for (const KnownImage& image : known_images()) {
    CAPTURE(image.name);
    CHECK(image.checked.size() == 7);
    CHECK(image.checked.starts_with("20"));
    if (image.role != ImageRole::application) continue;
    for (const ImagePath& row : image.paths) {
      CAPTURE(row.path);
      const bool holds_data = row.kind == DataKind::data || row.kind == DataKind::upload;
      if (holds_data) CHECK_FALSE(row.holds.empty());
    }
  }
}

// A secondary path never stands alone: what decides must be left.
TEST_CASE("an image whose data counts has a path that decides") {
  for (const KnownImage& image : known_images()) {
    CAPTURE(image.name);
    if (image.role != ImageRole::database && image.role != ImageRole::queue) continue;
    const auto decides = [](const ImagePath& row) { return row.kind == DataKind::data && !row.secondary; };
    CHECK(std::any_of(image.paths.begin(), image.paths.end(), decides));
  }
}

TEST_CASE("traits") {
  struct Expected {
    std::string_view name;
    bool needs_migration = false, host_named = false, unsafe_on_desktop = false, content_synced = false;
    std::string_view auto_upgrade = {};
  };
  const std::vector<Expected> table{
      {"postgres", true},
      {"timescale/timescaledb-ha", true},
      {"mysql", true},
      {"mariadb", true, false, false, false, "MARIADB_AUTO_UPGRADE"},
      {"mongo", true, false, true},
      {"elasticsearch", true},
      {"gitlab/gitlab-ce", true},
      {"nextcloud", true, false, false, true},
      {"friendica", false, false, false, true},
      {"mcr.microsoft.com/mssql/server", false, false, true},
      {"rabbitmq", false, true},
      {"emqx/emqx", false, true},
      {"wurstmeister/kafka", false, true},
      {"redis"},
      {"clickhouse/clickhouse-server"},
      {"opensearchproject/opensearch"},
      {"wordpress"},
  };
  for (const Expected& expected : table) {
    CAPTURE(expected.name);
    const KnownImage* known = find_known_image(expected.name);
    REQUIRE(known);
    CHECK(known->traits.needs_migration == expected.needs_migration);
    CHECK(known->traits.host_named == expected.host_named);
    CHECK(known->traits.unsafe_on_desktop == expected.unsafe_on_desktop);
    CHECK(known->traits.content_synced == expected.content_synced);
    CHECK(known->traits.auto_upgrade == expected.auto_upgrade);
  }
}

// One row of the collected facts.
struct Fact {
  std::string image, versions, path, kind, declared, relocate, wrong_paths, confidence, source;
};

std::vector<Fact> read_facts(std::istream& in) {
  std::vector<Fact> facts;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    Fact fact;
    for (std::string* field : {&fact.image, &fact.versions, &fact.path, &fact.kind, &fact.declared, &fact.relocate,
                               &fact.wrong_paths, &fact.confidence, &fact.source}) {
      std::getline(fields, *field, '\t');
    }
    facts.push_back(fact);
  }
  return facts;
}

std::string or_dash(std::string text) { return text.empty() ? "-" : text; }

std::string relocations_of(const ImagePath& row) {
  std::string out;
  for (const Relocation& relocation : row.relocations) {
    out += (out.empty() ? "" : ",") + std::string(relocation.required ? "!" : "") + std::string(relocation.name) +
           (relocation.certain ? "" : "?");
  }
  return or_dash(out);
}

std::string wrong_paths_of(const ImagePath& row) {
  std::string out;
  for (const std::string_view path : row.wrong_paths) out += (out.empty() ? "" : ",") + std::string(path);
  return or_dash(out);
}

std::string_view name_of(DataKind kind) {
  constexpr std::string_view names[] = {"data", "config", "cache", "log", "upload"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Declared declared) {
  constexpr std::string_view names[] = {"no", "yes", "unknown"};
  return names[static_cast<std::size_t>(declared)];
}

// The first source, without remarks.
std::string_view first_source(std::string_view source) { return source.substr(0, source.find_first_of(" ;")); }

bool says(const ImagePath& row, const Fact& fact) {
  return row.versions == fact.versions && or_dash(std::string(row.path)) == fact.path &&
         name_of(row.kind) == fact.kind && name_of(row.declared_volume) == fact.declared &&
         relocations_of(row) == fact.relocate && wrong_paths_of(row) == fact.wrong_paths &&
         first_source(row.source) == first_source(fact.source);
}

TEST_CASE("every fact with a primary source is in the table") {
  std::ifstream in(MOUNTLINT_SOURCE_DIR "/../shared/data/images.tsv");
  if (!in) {
    MESSAGE("SKIPPED: ../shared/data/images.tsv is not there");
    return;
  }
  int primary = 0;
  for (const Fact& fact : read_facts(in)) {
    if (fact.confidence != "primary") continue;
    ++primary;
    CAPTURE(fact.image);
    CAPTURE(fact.path);
    const auto table = known_images();
    const auto known =
        std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.name == fact.image; });
    REQUIRE(known != table.end());
    const auto match = [&](const ImagePath& row) { return says(row, fact); };
    CHECK(std::count_if(known->paths.begin(), known->paths.end(), match) == 1);
  }
  CHECK(primary == 332);
}

// --- Lookup

TEST_CASE("every name is found, and only by itself") {
  for (const KnownImage& image : known_images()) {
    if (image.name.find('*') != std::string_view::npos) continue;
    CAPTURE(image.name);
    CHECK(find(image.name) == &image);
    CHECK(find(std::string(image.name) + "-extra") != &image);
    CHECK(find("registry.example.com/" + std::string(image.name)) == nullptr);
  }
}

TEST_CASE("mirrors, variables and aliases lead to the same image") {
  struct Lookup {
    std::string_view written, name, engine;
    ImageRole role;
  };
  const std::vector<Lookup> table{
      {"postgres:16", "postgres", "PostgreSQL", ImageRole::database},
      {"docker.io/library/postgres", "postgres", "PostgreSQL", ImageRole::database},
      {"public.ecr.aws/docker/library/postgres:16", "postgres", "PostgreSQL", ImageRole::database},
      {"mirror.gcr.io/library/mysql:8", "mysql", "MySQL", ImageRole::database},
      {"?/postgres:16", "postgres", "PostgreSQL", ImageRole::database},
      {"?confluentinc/cp-server", "confluentinc/cp-server", "Confluent Server", ImageRole::queue},
      {"postgres:?", "postgres", "PostgreSQL", ImageRole::database},
      {"mariadb", "mariadb", "MariaDB", ImageRole::database},
      {"mongo:7", "mongo", "MongoDB", ImageRole::database},
      {"redis:7-alpine", "redis", "Redis", ImageRole::cache},
      {"valkey/valkey:8", "valkey/valkey", "Valkey", ImageRole::cache},
      {"rabbitmq:3-management", "rabbitmq", "RabbitMQ", ImageRole::queue},
      {"grafana/grafana", "grafana/grafana", "Grafana", ImageRole::application},
      {"prom/prometheus", "prom/prometheus", "Prometheus", ImageRole::application},
      {"quay.io/minio/minio", "quay.io/minio/minio", "MinIO", ImageRole::application},
      {"bitnamilegacy/etcd:3", "bitnamilegacy/etcd", "etcd", ImageRole::database},
      {"mcr.microsoft.com/mssql/server:2022-latest", "mcr.microsoft.com/mssql/server", "SQL Server",
       ImageRole::database},
      {"ghcr.io/linuxserver/mariadb", "ghcr.io/linuxserver/mariadb", "MariaDB", ImageRole::database},
      {"quay.io/sclorg/postgresql-16-c9s", "quay.io/sclorg/postgresql-*", "PostgreSQL", ImageRole::database},
      {"registry.redhat.io/rhel9/postgresql-16:1", "registry.redhat.io/rhel*/postgresql-*", "PostgreSQL",
       ImageRole::database},
      {"quay.io/debezium/example-mysql:?", "quay.io/debezium/example-mysql", "MySQL", ImageRole::database},
      {"k8s.gcr.io/etcd:3.4.9", "k8s.gcr.io/etcd", "etcd", ImageRole::database},
      {"offen/docker-volume-backup:v2", "offen/docker-volume-backup", "docker-volume-backup", ImageRole::backup},
      {"lscr.io/linuxserver/duplicati", "lscr.io/linuxserver/duplicati", "Duplicati", ImageRole::backup},
  };
  for (const Lookup& lookup : table) {
    CAPTURE(lookup.written);
    const KnownImage* known = find(lookup.written);
    REQUIRE(known);
    CHECK(known->name == lookup.name);
    CHECK(known->engine == lookup.engine);
    CHECK(known->role == lookup.role);
  }
}

TEST_CASE("nothing is known of other images") {
  for (const std::string_view written :
       {"acme/postgres", "postgres-backup", "ghcr.io/acme/postgres", "localhost:5000/postgres",
        "quay.io/sclorg/mysql-8", "quay.io/sclorg/postgresql-16/extra", "registry.redhat.io/rhel9/mysql-8", "a", "zzz",
        "scratch"}) {
    CAPTURE(written);
    CHECK(find(written) == nullptr);
  }
}

TEST_CASE("a lookup takes far less than the parsing around it") {
  std::vector<ImageReference> images;
  std::vector<std::unique_ptr<Reference>> references;
  for (const std::string_view written : {"postgres:16", "acme/backend:1", "grafana/grafana", "ghcr.io/acme/web:2"}) {
    references.push_back(std::make_unique<Reference>(written));
    images.push_back(*references.back()->image);
  }
  constexpr int rounds = 25000;
  std::size_t found = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < rounds; ++i) {
    for (const ImageReference& image : images) found += find_known_image(image) != nullptr;
  }
  const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - start;
  const double each = time.count() / (rounds * static_cast<double>(images.size()));
  MESSAGE("nanoseconds per lookup: ", each);
  CHECK(found == 2 * rounds);
  CHECK(each < 10000);  // typically far below 1000; generous for a loaded machine
}

// --- Versions

struct Rows {
  std::string_view written;
  std::vector<std::string_view> paths;
  bool assumed = false;
  bool version_unknown = false;
};

const std::string_view old_postgres = "/var/lib/postgresql/data", new_postgres = "/var/lib/postgresql";
const std::string hash = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

TEST_CASE("the rows that hold for a tag") {
  const std::string pinned = "postgres" + hash, pinned_16 = "postgres:16" + hash, pinned_redis = "redis" + hash,
                    pinned_gitea = "gitea/gitea" + hash;
  const std::vector<Rows> table{
      {"postgres:16", {old_postgres}},
      {"postgres:17.2-alpine3.20", {old_postgres}},
      {"postgres:9.6", {old_postgres}},
      {"postgres:18", {new_postgres}},
      {"postgres:18beta1", {new_postgres}},
      {"postgres:180-alpine", {new_postgres}},
      {"postgres", {new_postgres}, true},
      {"postgres:latest", {new_postgres}, true},
      {"postgres:alpine", {new_postgres}, true},
      {"postgres:alpine3.20", {new_postgres}, true},
      {"postgres:?", {new_postgres, old_postgres}, false, true},
      {"postgres:?-alpine", {new_postgres, old_postgres}, false, true},
      {"postgres:1?", {new_postgres, old_postgres}, false, true},
      {"postgres:17.?", {old_postgres}},
      {"postgres:17-?", {old_postgres}},
      {"postgres:20240101123456", {new_postgres, old_postgres}, false, true},
      {"postgres:3f2a1bc", {new_postgres, old_postgres}, false, true},
      {"postgres:a3f2b1c", {new_postgres, old_postgres}, false, true},
      {pinned, {new_postgres, old_postgres}, false, true},
      {pinned_16, {old_postgres}},
      {"pgvector/pgvector:pg17", {old_postgres}},
      {"pgvector/pgvector:0.8.0-pg17-bookworm", {old_postgres}},
      {"pgvector/pgvector:0.8.1-pg18", {new_postgres}},
      {"pgvector/pgvector:0.8.0", {new_postgres, old_postgres}, false, true},
      {"pgvector/pgvector:?-pg16", {old_postgres}},
      {"pgvector/pgvector:pg?", {new_postgres, old_postgres}, false, true},
      {"pgvector/pgvector:pg1?", {new_postgres, old_postgres}, false, true},
      {"timescale/timescaledb:2.26.4-pg17", {old_postgres}},
      {"timescale/timescaledb:latest-pg16", {old_postgres}},
      {"timescale/timescaledb:latest-pg18", {new_postgres}},
      {"timescale/timescaledb", {new_postgres}, true},
      {"influxdb:1.8", {"/var/lib/influxdb"}},
      {"influxdb:2", {"/etc/influxdb2", "/var/lib/influxdb2"}},
      {"influxdb:2.7-alpine", {"/etc/influxdb2", "/var/lib/influxdb2"}},
      {"influxdb:3-core", {"/plugins", "/var/lib/influxdb3/data"}},
      {"influxdb", {"/plugins", "/var/lib/influxdb3/data"}, true},
      {"influxdb:?",
       {"/etc/influxdb2", "/plugins", "/var/lib/influxdb", "/var/lib/influxdb2", "/var/lib/influxdb3/data"},
       false,
       true},
      {"ghcr.io/immich-app/immich-server:v1.137.3", {"/usr/src/app/upload"}},
      {"ghcr.io/immich-app/immich-server:v1.138.0", {"/data"}},
      {"ghcr.io/immich-app/immich-server:v2", {"/data"}},
      {"ghcr.io/immich-app/immich-server:v1", {"/data"}, true},
      {"ghcr.io/immich-app/immich-server:release", {"/data"}, true},
      {"authelia/authelia:4.16.2", {"/etc/authelia", "/var/lib/authelia"}},
      {"authelia/authelia:4.38", {}},
      {"authelia/authelia", {}, true},
      {"ghost:0.11", {"/var/lib/ghost"}},
      {"ghost:5", {"/var/lib/ghost/content"}},
      {"couchdb:1.7", {}},
      // Ends of tags.
      {"gitea/gitea:1.22", {"/data"}},
      {"gitea/gitea:latest", {"/data"}},
      {"gitea/gitea", {"/data"}},
      {"gitea/gitea:1.22-rootless", {"/etc/gitea", "/var/lib/gitea"}},
      {"gitea/gitea:?-rootless", {"/etc/gitea", "/var/lib/gitea"}},
      {"gitea/gitea:?", {"/data", "/etc/gitea", "/var/lib/gitea"}, false, true},
      {"gitea/gitea:?less", {"/data", "/etc/gitea", "/var/lib/gitea"}, false, true},
      {"gitea/gitea:1-?", {"/data", "/etc/gitea", "/var/lib/gitea"}, false, true},
      {"gitea/gitea:?-nightly", {"/data"}},
      {pinned_gitea, {"/data", "/etc/gitea", "/var/lib/gitea"}, false, true},
      {"docker:dind", {"/var/lib/docker"}},
      {"docker:29-dind-alpine3.22", {"/var/lib/docker"}},
      {"docker:29-dind-rootless", {"/home/rootless/.local/share/docker"}},
      {"docker:29-cli", {}},
      {"vulhub/couchdb:1.6.0", {"/usr/local/var/lib/couchdb"}},
      {"vulhub/couchdb:3.2.1", {"/opt/couchdb/data"}},
      {"quay.io/debezium/example-postgres:3.0.0.Final", {old_postgres}},
      {"quay.io/debezium/example-postgres:?", {new_postgres, old_postgres}, false, true},
      {"quay.io/coreos/etcd:v3.4.9", {"/default.etcd"}},
      {"quay.io/coreos/etcd:v3.5.1", {}},
      // All versions alike: no assumption is made.
      {"redis", {"/data"}},
      {"redis:?", {"/data"}},
      {pinned_redis, {"/data"}},
      // Only the row for logs rests on the version.
      {"neo4j", {"/data", "/logs", "/plugins"}},
      {"neo4j:3.0", {"/data", "/plugins"}},
      {"neo4j:5", {"/data", "/logs", "/plugins"}},
      {"memcached", {""}},
  };
  for (const Rows& expected : table) {
    CAPTURE(expected.written);
    const Reference reference(expected.written);
    REQUIRE(reference.image);
    const KnownImage* known = find_known_image(*reference.image);
    REQUIRE(known);
    const ImagePaths found = paths_of(*known, *reference.image);
    std::vector<std::string_view> paths;
    for (const ImagePath* row : found.paths) paths.push_back(row->path);
    CHECK(paths == expected.paths);
    CHECK(found.assumed == expected.assumed);
    CHECK(found.version_unknown == expected.version_unknown);
  }
}

TEST_CASE("patterns are checked and ranked") {
  for (const std::string_view good : {"*", "<18", ">=2,<3", "<=4.16", ">=pg18", "*-rootless", "*dind", ">1.2.3"}) {
    CAPTURE(good);
    CHECK(is_version_pattern(good));
  }
  for (const std::string_view bad :
       {"", "18", "<", "<x", ">=2,", ",<3", "<18-alpine", "=18", "< 18", "**", "*a b", "<1,*"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_version_pattern(bad));
  }
  CHECK(specificity("*") < specificity("<18"));
  CHECK(specificity("<18") < specificity(">=2,<3"));
  CHECK(specificity(">=2,<3") < specificity("*dind"));
  CHECK(specificity("*dind") < specificity("*dind-rootless"));
}

TEST_CASE("stars in names stay within a component") {
  CHECK(name_matches("a/*", "a/b"));
  CHECK(name_matches("*/b", "a/b"));
  CHECK(name_matches("a*c*e", "abcde"));
  CHECK(name_matches("a*", "a"));
  CHECK(name_matches("a**", "ab"));
  CHECK(name_matches("", ""));
  CHECK_FALSE(name_matches("a/*", "a/b/c"));
  CHECK_FALSE(name_matches("*", "a/b"));
  CHECK_FALSE(name_matches("a*c", "ab"));
  CHECK_FALSE(name_matches("a", "ab"));
  CHECK_FALSE(name_matches("ab", "a"));
}

}  // namespace
}  // namespace mountlint
