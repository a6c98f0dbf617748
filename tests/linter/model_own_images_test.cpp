// Images that a config describes: what is found under which name, what `like` takes over, and what comes of it in a
// project.
#include <doctest/doctest.h>

#include "linter/model/own_images.h"
#include "tests/linter/model_world.h"

namespace mountlint::test {
namespace {

ImagePathEntry path(std::string where) {
  ImagePathEntry out;
  out.path = std::move(where);
  return out;
}

ImageEntry with_paths(std::vector<ImagePathEntry> paths) {
  ImageEntry out;
  out.paths = std::move(paths);
  return out;
}

const KnownImage* postgres() { return find_known_image("postgres"); }

}  // namespace

TEST_CASE("the config comes before the table, exact names before globs") {
  OwnImages own;
  own.add("acme/*", with_paths({path("/any")}), nullptr);
  own.add("acme/db", {}, postgres());
  own.add("redis", with_paths({path("/ours")}), nullptr);
  const struct {
    const char* name;
    const char* found;  // the name of what is found
    const char* path;
  } cases[] = {
      {"acme/db", "acme/db", "/var/lib/postgresql"},
      {"acme/web", "acme/*", "/any"},
      {"redis", "redis", "/ours"},
      {"mysql", "mysql", "/var/lib/mysql"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    const KnownImage* found = find_known_image(one.name, &own);
    REQUIRE(found);
    CHECK(found->name == one.found);
    CHECK(found->paths[0].path == one.path);
  }
  CHECK(find_known_image("acme/team/db", &own) == nullptr);
  CHECK(find_known_image("acme", &own) == nullptr);
  CHECK(find_known_image("mysql", nullptr) == find_known_image("mysql"));
}

TEST_CASE("the first of several globs is taken, and a name counts once") {
  OwnImages own;
  own.add("acme/*-db", with_paths({path("/first")}), nullptr);
  own.add("acme/*", with_paths({path("/second")}), nullptr);
  own.add("acme/*", with_paths({path("/third")}), nullptr);
  CHECK(own.find("acme/shop-db")->paths[0].path == "/first");
  CHECK(own.find("acme/shop")->paths[0].path == "/second");
  CHECK(own.all().size() == 2);
}

TEST_CASE("`like` gives what is not written") {
  OwnImages own;
  own.add("acme/all", {}, postgres());
  ImageEntry renamed;
  renamed.engine = "Ledger";
  renamed.role = ImageRole::application;
  own.add("acme/renamed", std::move(renamed), postgres());
  ImageEntry moved = with_paths({path("/srv/pg")});
  moved.traits = std::vector<std::string>{"host_named"};
  own.add("acme/moved", std::move(moved), find_known_image("mariadb"));

  const KnownImage& all = *own.find("acme/all");
  CHECK(all.engine == "PostgreSQL");
  CHECK(all.role == ImageRole::database);
  CHECK(all.traits.needs_migration);
  CHECK(all.paths.data() == postgres()->paths.data());

  const KnownImage& ledger = *own.find("acme/renamed");
  CHECK(ledger.engine == "Ledger");
  CHECK(ledger.role == ImageRole::application);
  CHECK(ledger.paths.size() == 2);

  const KnownImage& elsewhere = *own.find("acme/moved");
  CHECK(elsewhere.engine == "MariaDB");
  REQUIRE(elsewhere.paths.size() == 1);
  CHECK(elsewhere.paths[0].path == "/srv/pg");
  CHECK(elsewhere.traits.host_named);
  CHECK_FALSE(elsewhere.traits.needs_migration);
  CHECK(elsewhere.traits.auto_upgrade == "MARIADB_AUTO_UPGRADE");
}

TEST_CASE("without `like` it is an application, called by the end of its name") {
  OwnImages own;
  own.add("registry.example.com/team/ledger", with_paths({path("/data")}), nullptr);
  const KnownImage& image = *own.find("registry.example.com/team/ledger");
  CHECK(image.engine == "ledger");
  CHECK(image.role == ImageRole::application);
  CHECK(image.checked.empty());
}

TEST_CASE("what is found stays where it is when the owner is moved") {
  OwnImages first;
  ImagePathEntry row = path("/d");
  row.relocations = {{"DATA_DIR", true, false}, {"MODE", false, true}};
  row.wrong_paths = {"/data", "/var/d"};
  row.external_if = {"DATABASE_HOST"};
  row.holds = "s";  // short enough to lie inside the string
  first.add("a", with_paths({row}), nullptr);
  const KnownImage* image = first.find("a");
  const OwnImages second = std::move(first);
  REQUIRE(second.find("a") == image);
  CHECK(image->name == "a");
  const ImagePath& found = image->paths[0];
  CHECK(found.holds == "s");
  REQUIRE(found.relocations.size() == 2);
  CHECK(found.relocations[1].name == "MODE");
  CHECK(found.relocations[1].required);
  CHECK_FALSE(found.relocations[1].certain);
  CHECK(found.wrong_paths[1] == "/var/d");
  CHECK(found.external_if[0] == "DATABASE_HOST");
}

TEST_CASE("a project is judged by what its config knows") {
  OwnImages own;
  own.add("registry.example.com/acme/postgres", {}, postgres());
  WorkspaceInput input;
  input.own_images = [&](const std::string& path) { return path == "/a/compose.yaml" ? &own : nullptr; };
  const std::string text = one_service("    image: registry.example.com/acme/postgres:17\n");
  input.file_sets = {{{"/a/compose.yaml"}}, {{"/b/compose.yaml"}}};
  const World world({{"/a/compose.yaml", text}, {"/b/compose.yaml", text}}, input);

  const Project& known = world.project(0);
  REQUIRE(known.container("db")->known_image);
  CHECK(known.container("db")->known_image->engine == "PostgreSQL");
  REQUIRE(known.data_directories.size() == 1);
  CHECK(known.data_directories[0].path == "/var/lib/postgresql/data");
  CHECK(known.data_directories[0].verdict == Persistence::not_persisted);
  CHECK(mount_at(*known.container("db"), "/var/lib/postgresql/data"));

  const Project& unknown = world.project(1);
  CHECK(unknown.container("db")->known_image == nullptr);
  CHECK(unknown.data_directories.empty());
}

}  // namespace mountlint::test
