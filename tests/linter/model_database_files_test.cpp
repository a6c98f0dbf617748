// Which files a connection string or a path in a variable may mean.
#include "linter/model/database_files.h"

#include <doctest/doctest.h>

#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;
using Paths = std::vector<std::string>;

TEST_CASE("what a value names") {
  struct Case {
    const char *variable, *value;
    Paths paths;
  };
  const Case cases[] = {
      {"DATABASE_URL", "sqlite:////app/x.db", {"/app/x.db"}},
      {"DATABASE_URL", "sqlite+aiosqlite:////app/../x.db?timeout=5", {"/x.db"}},
      {"DATABASE_URL", "SQLite3:////app/x.db", {"/app/x.db"}},
      {"DATABASE_URL", "sqlite:/app/x.db", {"/app/x.db"}},
      {"DATABASE_URL", "sqlite:///x.db", {"/work/x.db", "/x.db"}},
      {"DATABASE_URL", "sqlite://x.db", {"/work/x.db"}},
      {"DATABASE_URL", "sqlite:x.db", {"/work/x.db"}},
      {"URL", "jdbc:h2:file:/data/shop;MODE=MySQL", {"/data/shop"}},
      {"URL", "jdbc:h2:/data/shop", {"/data/shop"}},
      {"URL", "jdbc:sqlite:/data/shop.db", {"/data/shop.db"}},
      {"URL", "Data Source=/data/shop.db", {"/data/shop.db"}},
      {"URL", "file:///data/shop.db", {"/data/shop.db"}},
      {"SHOP_DB_FILE", "/data/shop.db", {"/data/shop.db"}},
      {"STATE", "/data/shop.sqlite3", {"/data/shop.sqlite3"}},
      {"FEEDBACK", "/data/shop.db", {}},
      {"DB", "/data/shop", {}},
      {"DB", "shop.db", {}},
      {"DB", "", {}},
      {"URL", "jdbc:h2:mem:shop", {}},
      {"URL", "jdbc:h2:~/shop", {}},
      {"URL", "file:./shop.db", {}},
      {"URL", "file:///etc/shop.conf", {}},
      {"URL", "postgres://db/shop.db", {}},
      {"URL", "sqliteworld:/x.db", {}},
      {"URL", "sqlite://:memory:", {}},
      {"DB", "/data/$NAME.db", {}},
      {"DB", "/data/{name}.db", {}},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.value));
    CHECK(database_file_paths(one.variable, one.value, "/work") == one.paths);
  }
}

TEST_CASE("without a working directory a relative path is not known") {
  CHECK(database_file_paths("URL", "sqlite:///x.db", "").empty());
  CHECK(database_file_paths("URL", "sqlite:x.db", "").empty());
  CHECK(database_file_paths("URL", "sqlite:////x.db", "") == Paths{"/x.db"});
}

TEST_CASE("any bytes are no file, or one") {
  const std::string pieces[] = {"sqlite:", "sqlite+", "file:", "jdbc:h2:", "/",   "//",
                                "\xff",    "=",       "?",     ";",        ".db", "~"};
  for (const std::string& first : pieces)
    for (const std::string& second : pieces)
      for (const std::string& third : pieces)
        for (const std::string& path : database_file_paths("DB", first + second + third, "/w"))
          CHECK(path.starts_with('/'));
}

TEST_CASE("one finding for two variables that name one file") {
  const World world({{"compose.yaml",
                      "services:\n  a:\n    image: x\n    environment:\n      DB_A: /d/x.db\n      DB_B: "
                      "sqlite:////d/x.db\n      DB_C: /d/y.db\n"}});
  const auto& directories = world.project().data_directories;
  REQUIRE(directories.size() == 2);
  CHECK(directories[0].path == "/d/x.db");
  CHECK(directories[0].setting->name.value() == "DB_A");
  CHECK(directories[1].path == "/d/y.db");
}
