// `mountlint images`: the list of everything, one image in full, as text and as JSON, with and without a config.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "linter/report/images.h"
#include "tests/support/json_schema.h"

namespace mountlint::test {
namespace {

using Json = nlohmann::json;

const char* config = R"(images:
  registry.example.com/acme/postgres:
    like: postgres
    engine: "Acme\u202E PG"
  acme/ledger-*:
    role: database
    paths:
      - path: /srv/ledger
        holds: all accounts
        only_if: [LEDGER_STORE]
        relocate: [LEDGER_DIR, "--dir?"]
        external_if: [LEDGER_DATABASE]
        wrong_paths: [/ledger]
        secondary: yes
)";

MemoryFileSystem with_config(const std::string& text = config) {
  MemoryFileSystem files;
  files.add(".mountlint.yaml", text);
  return files;
}

std::vector<AskedImage> ask(const ImageCatalog& catalog, std::initializer_list<std::string> names) {
  std::vector<AskedImage> out;
  for (const std::string& name : names) {
    std::optional<AskedImage> found = catalog.find(name);
    REQUIRE_MESSAGE(found, name);
    out.push_back(std::move(*found));
  }
  return out;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an image in full, as text") {
  const MemoryFileSystem files = with_config();
  const ImageCatalog catalog({}, files, {});
  CHECK(catalog.errors().empty());
  CHECK(report::images_text(ask(catalog, {"acme/ledger-eu:2", "mirror.gcr.io/library/cassandra:5"}), {}) ==
        R"(acme/ledger-eu:2
  engine         ledger-*
  role           database
  names          acme/ledger-*
  checked        described by the config

  /srv/ledger
    kind         data
    holds        all accounts
    VOLUME       unknown
    only if      LEDGER_STORE
    moved by     LEDGER_DIR, --dir (not verified)
    elsewhere if LEDGER_DATABASE
    missed by    /ledger
    secondary    yes
    source       .mountlint.yaml:8

mirror.gcr.io/library/cassandra:5
  engine         Cassandra
  role           database
  names          cassandra
  checked        2026-11

  /var/lib/cassandra
    kind         data
    VOLUME       yes
    moved by     config
    source       docker-library/cassandra:5.0/Dockerfile@7b9da8f; docker-library/docs:cassandra/content.md@c4a9ba4
)");
}

TEST_CASE("the rows that do not hold for a tag are marked, and assumptions are said") {
  const MemoryFileSystem files;
  const ImageCatalog catalog({}, files, {});
  const std::string pinned = report::images_text(ask(catalog, {"postgres:17-alpine"}), {});
  CHECK(holds(pinned, "\n  /var/lib/postgresql/data\n"));
  CHECK(holds(pinned, "\n  /var/lib/postgresql (not with this tag)\n"));
  CHECK_FALSE(holds(pinned, "newest"));
  const std::string newest = report::images_text(ask(catalog, {"postgres"}), {});
  CHECK(holds(newest, "the tag has no number: it is taken for the newest version"));
  CHECK(holds(newest, "\n  /var/lib/postgresql/data (not with this tag)\n"));
  const std::string unknown = report::images_text(ask(catalog, {"postgres:a3f2b1c"}), {});
  CHECK(holds(unknown, "the version is not known: each of the paths may hold"));
  CHECK_FALSE(holds(unknown, "not with this tag"));
  CHECK(holds(report::images_text(ask(catalog, {"memcached"}), {}), "\n  keeps nothing\n"));
}

TEST_CASE("the list begins with the config's own, and has each name once") {
  const MemoryFileSystem files = with_config();
  const ImageCatalog catalog({}, files, {});
  const std::vector<ImageFamily> families = catalog.families();
  REQUIRE(families.size() > 3);
  CHECK(families[0].own);
  CHECK(families[1].names[0] == "acme/ledger-*");
  CHECK_FALSE(families[2].own);
  std::size_t names = 0;
  for (std::size_t i = 2; i < families.size(); ++i) {
    names += families[i].names.size();
    if (i > 2) CHECK(families[i - 1].names[0] != families[i].names[0]);
  }
  CHECK(names == known_images().size());
  const std::string text = report::images_text(families, {});
  CHECK(text.starts_with("ENGINE "));
  CHECK(std::count(text.begin(), text.end(), '\n') == std::ssize(families) + 1);
  CHECK(holds(text, "\nRedis                       cache        2026-11  /data "));
  CHECK(holds(text, "docker.elastic.co/elasticsearch/elasticsearch"));
  CHECK(holds(text, "Acme\uFFFD PG"));
  CHECK_FALSE(holds(text, "\u202E"));
}

TEST_CASE("the config: none, isolated, another, with a mistake") {
  const MemoryFileSystem files = with_config("images: {a: {like: postgers}, b: {like: redis}}\n");
  const ImageCatalog broken({}, files, {});
  CHECK(broken.find("b:1"));
  CHECK_FALSE(broken.find("a"));
  REQUIRE(broken.errors().size() == 1);
  CHECK(broken.errors()[0] == ".mountlint.yaml:1:20: image `postgers` is not known; did you mean `postgres`?");
  LintOptions isolated;
  isolated.isolated = true;
  const ImageCatalog none(isolated, files, {});
  CHECK_FALSE(none.find("b"));
  CHECK(none.errors().empty());
  LintOptions other;
  other.config = "missing.yaml";
  CHECK(ImageCatalog(other, files, {}).errors().size() == 1);
}

TEST_CASE("what is not known comes with a suggestion") {
  const MemoryFileSystem files = with_config();
  const ImageCatalog catalog({}, files, {});
  CHECK(catalog.not_known("postgers:17") == "image `postgers:17` is not known; did you mean `postgres`?");
  CHECK(catalog.not_known("nothing/like-it") == "image `nothing/like-it` is not known; see `mountlint images`");
  CHECK(catalog.not_known("UPPER") == "`UPPER` is no name of an image");
  CHECK_FALSE(catalog.find("UPPER"));
  CHECK_FALSE(catalog.find(""));
}

TEST_CASE("JSON follows its schema") {
  std::ifstream in(MOUNTLINT_SOURCE_DIR "/docs/images-schema.json");
  const JsonSchema schema(Json::parse(std::string{std::istreambuf_iterator<char>(in), {}}));
  const MemoryFileSystem files = with_config();
  const ImageCatalog catalog({}, files, {});
  const Json all = Json::parse(report::images_json(catalog.families(), {"a mistake"}));
  CHECK(schema.errors(all) == std::vector<std::string>());
  CHECK(all.at("errors") == Json::array({"a mistake"}));
  CHECK(all.at("images").size() == catalog.families().size());

  const Json asked = Json::parse(report::images_json(ask(catalog, {"acme/ledger-eu", "postgres:17"}), {}));
  CHECK(schema.errors(asked) == std::vector<std::string>());
  const Json& ledger = asked.at("images").at(0);
  CHECK(ledger.at("asked") == "acme/ledger-eu");
  CHECK(ledger.at("own") == true);
  CHECK_FALSE(ledger.contains("checked"));
  const Json& path = ledger.at("paths").at(0);
  CHECK(path.at("holds") == "all accounts");
  CHECK(path.at("onlyIf") == Json::parse(R"([{"name": "LEDGER_STORE", "verified": true}])"));
  CHECK(path.at("relocate").at(1) == Json::parse(R"({"name": "--dir", "verified": false})"));
  CHECK(path.at("externalIf") == Json::array({"LEDGER_DATABASE"}));
  CHECK(path.at("secondary") == true);
  const Json& postgres = asked.at("images").at(1);
  CHECK(postgres.at("checked") == "2026-11");
  CHECK(postgres.at("traits") == Json::array({"needs_migration"}));
  CHECK(postgres.at("paths").at(0).at("withThisTag") == false);
  CHECK(postgres.at("paths").at(1).at("withThisTag") == true);
}

}  // namespace mountlint::test
