// .gitignore patterns. The expectations were checked with `git check-ignore`.
#include <doctest/doctest.h>

#include "parsers/ignore_file.h"

using namespace mountlint;
using Match = IgnoreFile::Match;

namespace {

struct Case {
  const char* text;
  const char* path;
  bool is_directory;
  Match expected;
};

}  // namespace

TEST_CASE("wildmatch") {
  struct {
    const char* pattern;
    const char* path;
    bool expected;
  } const cases[] = {
      {"foo", "foo", true},          {"foo", "foobar", false},    {"*", "foo", true},
      {"*", "foo/bar", false},       {"*.yml", "a.yml", true},    {"*.yml", "a.yaml", false},
      {"f*o", "foo", true},          {"f*o", "fo/o", false},      {"f?o", "foo", true},
      {"f?o", "f/o", false},         {"**/foo", "foo", true},     {"**/foo", "a/b/foo", true},
      {"**/foo", "afoo", false},     {"foo/**", "foo", false},    {"foo/**", "foo/a/b", true},
      {"a/**/b", "a/b", true},       {"a/**/b", "a/x/y/b", true}, {"a/**/b", "ab", false},
      {"a**b", "a/b", false},        {"a**b", "axxb", true},      {"**", "a/b", true},
      {"[a-c]x", "bx", true},        {"[a-c]x", "dx", false},     {"[!a-c]x", "dx", true},
      {"[^a-c]x", "bx", false},      {"[]]x", "]x", true},        {"[[:digit:]]x", "7x", true},
      {"[[:digit:]]x", "ax", false}, {"[\\]]x", "]x", true},      {"[a", "[a", false},
      {"a[/]b", "a/b", false},       {"\\*x", "*x", true},        {"\\*x", "ax", false},
      {"x\\", "x\\", false},
  };
  for (const auto& one : cases) {
    CAPTURE(one.pattern);
    CAPTURE(one.path);
    CHECK(wildmatch(one.pattern, one.path) == one.expected);
  }
}

TEST_CASE("patterns of one file") {
  const Case cases[] = {
      {"*.log\n", "/r/a.log", false, Match::ignored},
      {"*.log\n", "/r/deep/er/a.log", false, Match::ignored},
      {"/a.log\n", "/r/deep/a.log", false, Match::none},
      {"/a.log\n", "/r/a.log", false, Match::ignored},
      {"deep/a.log\n", "/r/deep/a.log", false, Match::ignored},
      {"deep/a.log\n", "/r/x/deep/a.log", false, Match::none},
      {"build/\n", "/r/x/build", true, Match::ignored},
      {"build/\n", "/r/x/build", false, Match::none},
      {"*.log\n!keep.log\n", "/r/keep.log", false, Match::kept},
      {"!keep.log\n*.log\n", "/r/keep.log", false, Match::ignored},
      {"# a comment\n", "/r/# a comment", false, Match::none},
      {"\\#x\n", "/r/#x", false, Match::ignored},
      {"\\!x\n", "/r/!x", false, Match::ignored},
      {"x  \n", "/r/x", false, Match::ignored},
      {"x\\ \n", "/r/x ", false, Match::ignored},
      {"x\\ \n", "/r/x", false, Match::none},
      {"x\r\n", "/r/x", false, Match::ignored},
      {"\xEF\xBB\xBFx\n", "/r/x", false, Match::ignored},
      {"\n/\n!\n", "/r/x", false, Match::none},
      {"x", "/r/x", false, Match::ignored},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CAPTURE(one.path);
    CHECK(IgnoreFile("/r", one.text).match(one.path, one.is_directory) == one.expected);
  }
}

TEST_CASE("an ignore file at the root and one without a directory") {
  CHECK(IgnoreFile("/", "/a\n").match("/a", false) == Match::ignored);
  CHECK(IgnoreFile(".", "/a\n").match("a", false) == Match::ignored);
  CHECK(IgnoreFile(".", "/a\n").match("b/a", false) == Match::none);
}

TEST_CASE("a pattern made to be slow is not") {
  std::string pattern, path(2000, 'a');
  for (int i = 0; i < 500; ++i) pattern += "*a";
  CHECK(wildmatch(pattern, path));
  CHECK_FALSE(wildmatch(pattern + "b", path));
  CHECK_FALSE(wildmatch(std::string(100000, '*') + "b", path));
}
