// Image references and versions: tables of what Docker would read.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "linter/model/image.h"

namespace mountlint {
namespace {

// `written` with each `${..}` as an unknown run.
Text text_of(TextArena& arena, std::string_view written) {
  TextBuilder builder(arena);
  std::uint32_t at = 0;
  const auto span = [&](std::size_t length) {
    const Span out{FileId{0}, at, static_cast<std::uint32_t>(at + length)};
    at = out.end;
    return out;
  };
  while (at < written.size()) {
    const std::string_view rest = written.substr(at);
    const std::size_t length = rest.starts_with("${") ? rest.find('}') + 1 : std::min(rest.find("${"), rest.size());
    const std::string_view piece = rest.substr(0, length);
    if (piece.starts_with("${")) {
      builder.unknown(span(length), piece);
    } else {
      builder.source(piece, span(length));
    }
  }
  return builder.finish({FileId{0}, 0, at});
}

struct Expected {
  std::string_view written, registry, repository, tag, name;
  bool digest = false;
};

constexpr std::string_view none = "(none)";

const std::vector<Expected> references{
    {"postgres", "", "postgres", none, "postgres"},
    {"postgres:16", "", "postgres", "16", "postgres"},
    {"library/postgres:16", "", "postgres", "16", "postgres"},
    {"docker.io/library/postgres:16", "", "postgres", "16", "postgres"},
    {"docker.io/postgres", "", "postgres", none, "postgres"},
    {"index.docker.io/bitnami/redis:7", "", "bitnami/redis", "7", "bitnami/redis"},
    {"bitnami/postgresql:17.2.0-debian-12-r3", "", "bitnami/postgresql", "17.2.0-debian-12-r3", "bitnami/postgresql"},
    {"localhost/app", "localhost", "app", none, "localhost/app"},
    {"localhost:5000/app", "localhost:5000", "app", none, "localhost:5000/app"},
    {"localhost:5000/postgres:16", "localhost:5000", "postgres", "16", "localhost:5000/postgres"},
    {"quay.io/minio/minio:RELEASE.2024-01-01T00-00-00Z", "quay.io", "minio/minio", "RELEASE.2024-01-01T00-00-00Z",
     "quay.io/minio/minio"},
    {"ghcr.io/immich-app/postgres:14-vectorchord0.3.0", "ghcr.io", "immich-app/postgres", "14-vectorchord0.3.0",
     "ghcr.io/immich-app/postgres"},
    {"ghcr.io/library/postgres", "ghcr.io", "library/postgres", none, "ghcr.io/library/postgres"},
    {"Registry/team/app", "Registry", "team/app", none, "Registry/team/app"},
    {"postgres:1/2", "postgres:1", "2", none, "postgres:1/2"},
    {"docker.io", "", "docker.io", none, "docker.io"},
    {"rocket.chat:7", "", "rocket.chat", "7", "rocket.chat"},
    {"public.ecr.aws/docker/library/postgres:16", "public.ecr.aws", "docker/library/postgres", "16", "postgres"},
    {"public.ecr.aws/bitnami/redis:7", "public.ecr.aws", "bitnami/redis", "7", "bitnami/redis"},
    {"public.ecr.aws/acme/redis:7", "public.ecr.aws", "acme/redis", "7", "public.ecr.aws/acme/redis"},
    {"mirror.gcr.io/library/mysql:8", "mirror.gcr.io", "library/mysql", "8", "mysql"},
    {"mirror.gcr.io/grafana/grafana", "mirror.gcr.io", "grafana/grafana", none, "grafana/grafana"},
    {"m.daocloud.io/docker.io/library/mongo:7", "m.daocloud.io", "docker.io/library/mongo", "7", "mongo"},
    {"arm64v8/postgres:16", "", "arm64v8/postgres", "16", "postgres"},
    {"gitlab.example.com:443/group/dependency_proxy/containers/library/redis:7", "gitlab.example.com:443",
     "group/dependency_proxy/containers/library/redis", "7", "redis"},
    {"postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "", "postgres", none,
     "postgres", true},
    {"quay.io/a/b:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "quay.io", "a/b", "1",
     "quay.io/a/b", true},
    {"a__b/c---d/e.f_g", "", "a__b/c---d/e.f_g", none, "a__b/c---d/e.f_g"},
};

const std::vector<Expected> with_variables{
    {"postgres:${TAG}", "", "postgres", "${TAG}", "postgres"},
    {"postgres:${TAG}-alpine", "", "postgres", "${TAG}-alpine", "postgres"},
    {"ghcr.io/a/b:v${TAG}", "ghcr.io", "a/b", "v${TAG}", "ghcr.io/a/b"},
    {"postgres:16@${DIGEST}", "", "postgres", "16", "postgres", true},
    {"${REGISTRY}/postgres:16", "${REGISTRY}", "postgres", "16", "postgres"},
    {"${REGISTRY}postgres:16", "${REGISTRY}", "postgres", "16", "postgres"},
    {"${REGISTRY}confluentinc/cp-server", "${REGISTRY}", "confluentinc/cp-server", none, "confluentinc/cp-server"},
    {"${REGISTRY}/library/postgres", "${REGISTRY}", "postgres", none, "postgres"},
    {"${REGISTRY}:5000/postgres:16", "${REGISTRY}:5000", "postgres", "16", "postgres"},
    {"${HOST}:${PORT}/postgres:16", "${HOST}:${PORT}", "postgres", "16", "postgres"},
    {"${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/mysql", "${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com", "mysql", none,
     "mysql"},
    {"${REGION}-docker.pkg.dev/proj/repo/app:1", "${REGION}-docker.pkg.dev", "proj/repo/app", "1", "proj/repo/app"},
    {"${PROXY}/docker.io/library/redis", "", "redis", none, "redis"},
    {"${PROXY}ghcr.io/a/b:1", "ghcr.io", "a/b", "1", "ghcr.io/a/b"},
    {"${PROXY}/quay.io/minio/minio", "quay.io", "minio/minio", none, "quay.io/minio/minio"},
};

void check_all(const std::vector<Expected>& table) {
  for (const Expected& expected : table) {
    CAPTURE(expected.written);
    TextArena arena;
    const std::optional<ImageReference> image = parse_image(text_of(arena, expected.written));
    REQUIRE(image);
    CHECK(image->registry == expected.registry);
    CHECK(image->repository == expected.repository);
    CHECK(image->name == expected.name);
    CHECK((image->tag ? image->tag->shown() : std::string(none)) == expected.tag);
    CHECK(image->tag_known == (expected.tag.find("${") == std::string_view::npos));
    CHECK(image->digest == expected.digest);
    CHECK(image->text.shown() == expected.written);
  }
}

TEST_CASE("references are read as Docker reads them") { check_all(references); }

TEST_CASE("a variable costs the part that it stands for") { check_all(with_variables); }

TEST_CASE("what is no reference, or could name any image, is none") {
  const std::vector<std::string_view> table{
      "", " postgres", "postgres ", "Postgres", "postgres:", ":16", "postgres:16:17", "-postgres", "postgres-", "a..b",
      "a___b", "a._b", "a//b", "/postgres", "postgres/", "docker.io/", "http://x/y", "postgres:-x", "postgres:.x",
      "postgres:1 2", "postgres@sha256", "postgres@sha256:12", "postgres@", ":5000/postgres", "pöstgres",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      // variables
      "${IMAGE}", "${IMAGE}:16", "${IMAGE}:${TAG}", "bitnami/${NAME}:16", "postgres${SUFFIX}", "postgres${SUFFIX}:16",
      "${PROJECT}_postgres", "${PROJECT}-postgres:16", "${A}-b/postgres", "${REGISTRY}/${NAMESPACE}/postgres",
      "ghcr.io/${OWNER}/postgres", "docker.io/${OWNER}/postgres", "registry:${PORT}/postgres", "${REGISTRY}/",
      "${REGISTRY}/Postgres"};
  for (const std::string_view written : table) {
    CAPTURE(written);
    TextArena arena;
    CHECK_FALSE(parse_image(text_of(arena, written)));
  }
}

TEST_CASE("a default text is no reference") { CHECK_FALSE(parse_image(Text())); }

TEST_CASE("overlong references are none") {
  TextArena arena;
  CHECK(parse_image(text_of(arena, std::string(255, 'a'))));
  CHECK_FALSE(parse_image(text_of(arena, std::string(256, 'a'))));
  CHECK(parse_image(text_of(arena, "a:" + std::string(128, 'a'))));
  CHECK_FALSE(parse_image(text_of(arena, "a:" + std::string(129, 'a'))));
}

TEST_CASE("the tag keeps its place") {
  TextArena arena;
  const std::optional<ImageReference> image = parse_image(text_of(arena, "localhost:5000/postgres:16@sha256:${X}"));
  REQUIRE(image);
  REQUIRE(image->tag);
  CHECK(image->tag->span() == Span{FileId{0}, 24, 26});
}

struct TagVersion {
  std::string_view tag;
  std::optional<Version> version;
};

TEST_CASE("the version is what a tag begins with") {
  const std::vector<TagVersion> table{
      {"17", Version{17}},
      {"17-alpine", Version{17}},
      {"17-alpine3.20", Version{17}},
      {"17.2-bookworm", Version{17, 2}},
      {"8.4.1", Version{8, 4, 1}},
      {"8.4.1.7", Version{8, 4, 1}},
      {"17.2.0-debian-12-r3", Version{17, 2, 0}},
      {"v2.1", Version{2, 1}},
      {"V3", Version{3}},
      {"2.26.4-pg17", Version{2, 26, 4}},
      {"18rc1", Version{18}},
      {"18beta2-alpine", Version{18}},
      {"8.x", Version{8}},
      {"7.", Version{7}},
      {"4.16_1", Version{4, 16}},
      {"2022-latest", Version{2022}},
      {"999999999", Version{999999999}},
      {"pg17", std::nullopt},
      {"latest", std::nullopt},
      {"alpine", std::nullopt},
      {"alpine3.20", std::nullopt},
      {"latest-17", std::nullopt},
      {"RELEASE.2023-07-07T07-13-57Z", std::nullopt},
      {"version-1.2", std::nullopt},
      {"v", std::nullopt},
      {"vx", std::nullopt},
      {"", std::nullopt},
      {".5", std::nullopt},
      {"3f2a1bc", std::nullopt},
      {"20230101123456", std::nullopt},
      {"1.99999999999", std::nullopt},
  };
  for (const TagVersion& expected : table) {
    CAPTURE(expected.tag);
    CHECK(version_of(expected.tag) == expected.version);
  }
}

TEST_CASE("images built on PostgreSQL name its version behind pg") {
  const std::vector<TagVersion> table{
      {"pg17", Version{17}},
      {"2.26.4-pg17", Version{17}},
      {"0.8.0-pg17-bookworm", Version{17}},
      {"latest-pg16", Version{16}},
      {"pg17.2", Version{17, 2}},
      {"pg17-ts2.18-all", Version{17}},
      {"14-vectorchord0.3.0-pgvectors0.2.0", std::nullopt},
      {"0.8.0-pgx-pg16", Version{16}},
      {"xpg17", std::nullopt},
      {"pg", std::nullopt},
      {"17", std::nullopt},
      {"", std::nullopt},
  };
  for (const TagVersion& expected : table) {
    CAPTURE(expected.tag);
    CHECK(postgres_version_of(expected.tag) == expected.version);
  }
}

}  // namespace
}  // namespace mountlint
