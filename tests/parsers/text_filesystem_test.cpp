// Paths, and both file systems.
#include <doctest/doctest.h>

#include "parsers/filesystem.h"

using namespace mountlint;

TEST_CASE("paths are cleaned as Go's path.Clean does it") {
  const std::pair<const char*, const char*> table[] = {
      {"", "."},       {".", "."},          {"/", "/"},          {"//", "/"},
      {"a//b", "a/b"}, {"./a/", "a"},       {"/a/./b/", "/a/b"}, {"/a/../b", "/b"},
      {"/../a", "/a"}, {"../a", "../a"},    {"a/../..", ".."},   {"../../a", "../../a"},
      {"a/..", "."},   {"/a/b/../..", "/"}, {"..a/b", "..a/b"},
  };
  for (const auto& [path, clean] : table) CHECK_MESSAGE(clean_path(path) == clean, path);
}

TEST_CASE("joining") {
  CHECK(join_path("/srv", "./a") == "/srv/a");
  CHECK(join_path("/srv", "/a") == "/a");
  CHECK(join_path("", "a") == "a");
  CHECK(join_path("x", "../a") == "a");
  CHECK(directory_of("a") == ".");
  CHECK(directory_of("/a") == "/");
  CHECK(directory_of("x/a") == "x");
  CHECK(file_name("x/a") == "a");
}

TEST_CASE("within compares components") {
  CHECK(is_within("/etc/nginx", "/etc"));
  CHECK(is_within("/etc", "/etc"));
  CHECK_FALSE(is_within("/etcd", "/etc"));
  CHECK(is_within("/a", "/"));
  CHECK(is_within("a/b", "."));
  CHECK_FALSE(is_within("../a", "."));
}

TEST_CASE("files in memory") {
  MemoryFileSystem files;
  files.add("/p/a/x", "1");
  files.add("/p/b", "22");
  files.add_unreadable("/p/c");
  CHECK(files.kind("/p") == FileKind::directory);
  CHECK(files.kind("/p/a") == FileKind::directory);
  CHECK(files.kind("/p/a/x") == FileKind::file);
  CHECK(files.kind("/q") == FileKind::missing);
  CHECK(*files.read("/p/b", 2) == "22");
  CHECK_FALSE(files.read("/p/b", 1));
  CHECK(files.read("/p/c", 9).error == "Permission denied");
  const auto list = files.list("/p");
  REQUIRE(list);
  REQUIRE(list->size() == 3);
  CHECK((*list)[0].name == "a");
  CHECK((*list)[0].kind == FileKind::directory);
}

TEST_CASE("the disk says why it cannot read") {
  const auto files = disk();
  CHECK(files->kind(MOUNTLINT_SOURCE_DIR) == FileKind::directory);
  CHECK(files->read(MOUNTLINT_SOURCE_DIR, 100).error == "is a directory");
  CHECK_FALSE(files->read("/does/not/exist", 100));
  CHECK(files->read(MOUNTLINT_SOURCE_DIR "/CMakeLists.txt", 10).error == "larger than 10 bytes (see --max-file-size)");
  CHECK(files->read("/dev/null", 10).error == "is no regular file");
}
