// What has been listed is not asked for again, and every answer is that of the file system below.
#include <doctest/doctest.h>

#include "parsers/directory_cache.h"

using namespace mountlint;

namespace {

class Counting : public MemoryFileSystem {
 public:
  FileKind kind(const std::string& path) const override { return ++asked, MemoryFileSystem::kind(path); }
  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override {
    return ++listed, MemoryFileSystem::list(path);
  }
  std::string canonical(const std::string& path) const override {
    return path == "." ? "/work" : MemoryFileSystem::canonical(path);
  }

  mutable int asked = 0, listed = 0;
};

Counting some_files() {
  Counting files;
  for (const char* path : {"app/compose.yaml", "app/.env", "app/data/x", "/work/top"}) files.add(path, "x");
  return files;
}

}  // namespace

TEST_CASE("a directory that was listed answers for its files") {
  const Counting files = some_files();
  const DirectoryCache cache(files);
  REQUIRE(cache.list("app"));
  files.asked = 0;
  const std::pair<const char*, FileKind> table[] = {{"app/compose.yaml", FileKind::file},
                                                    {"app/.env", FileKind::file},
                                                    {"app/data", FileKind::directory},
                                                    {"app/missing", FileKind::missing},
                                                    {"/work/app/.env", FileKind::file}};
  for (const auto& [path, kind] : table) CHECK_MESSAGE(cache.kind(path) == kind, path);
  CHECK(files.asked == 0);
}

TEST_CASE("what was not listed is asked for") {
  const Counting files = some_files();
  const DirectoryCache cache(files);
  REQUIRE(cache.list("app"));
  files.asked = 0;
  const char* const paths[] = {"app/data/x", "app", ".", "app/.", "app/..", "app/", "/", ""};
  for (const char* path : paths) {
    const int before = files.asked;
    CHECK_MESSAGE(cache.kind(path) == files.MemoryFileSystem::kind(path), path);
    CHECK_MESSAGE(files.asked == before + 1, path);
  }
}

TEST_CASE("a directory is listed once; what cannot be listed fails each time") {
  const Counting files = some_files();
  const DirectoryCache cache(files);
  const int before = files.listed;
  CHECK(cache.list("app")->size() == 3);
  CHECK(cache.list("app")->size() == 3);
  CHECK(files.listed == before + 1);
  CHECK_FALSE(cache.list("missing"));
  CHECK_FALSE(cache.list("missing"));
}
