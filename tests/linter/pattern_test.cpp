#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

#include "linter/pattern.h"

using namespace mountlint;

TEST_CASE("globs") {
  struct {
    const char* glob;
    const char* path;
    bool expected;
  } const cases[] = {
      {"*.bak", "a.bak", true},
      {"*.bak", "x/y/a.bak", true},
      {"*.bak", "a.bak.yml", false},
      {"old", "old", true},
      {"old", "old/compose.yaml", true},
      {"old", "x/old/compose.yaml", true},
      {"old", "older/compose.yaml", false},
      {"old/", "old/compose.yaml", true},
      {"./old/a", "old/a", true},
      {"/old", "old", true},
      {"/old", "x/old", false},
      {"a/*.yml", "a/b.yml", true},
      {"a/*.yml", "a/b/c.yml", false},
      {"a/*.yml", "x/a/b.yml", false},
      {"a/**/c.yml", "a/c.yml", true},
      {"a/**/c.yml", "a/b/b/c.yml", true},
      {"**/c.yml", "c.yml", true},
      {"a/**", "a/b/c", true},
      {"a/**", "b", false},
      {"{a,b}.yml", "b.yml", true},
      {"{a,b}.yml", "c.yml", false},
      {"{a,b.yml", "{a,b.yml", true},
      {"[ab].yml", "a.yml", true},
      {"[!ab].yml", "a.yml", false},
      {"[!ab].yml", "c.yml", true},
      {"[ab.yml", "[ab.yml", true},
      {"a?c", "abc", true},
      {"a?c",
       "a\xC3\xA9"
       "c",
       true},
      {"a?c", "a/c", false},
      {"a.c", "abc", false},
      {"a\\*", "a*", true},
      {"a\\*", "ab", false},
      {"a+(b)", "a+(b)", true},
      {"[b-a]", "b", false},
  };
  for (const auto& one : cases) {
    CAPTURE(one.glob);
    CAPTURE(one.path);
    CHECK(Glob(one.glob).matches(one.path) == one.expected);
  }
}
