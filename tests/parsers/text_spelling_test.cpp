#include <doctest/doctest.h>

#include <initializer_list>
#include <string_view>
#include <vector>

#include "parsers/spelling.h"

using namespace mountlint;

using Words = std::vector<std::string_view>;

TEST_CASE("edit distance") {
  CHECK(edit_distance("mount", "mount", 2) == 0);
  CHECK(edit_distance("muont", "mount", 2) == 1);
  CHECK(edit_distance("mout", "mount", 2) == 1);
  CHECK(edit_distance("mounts", "mount", 2) == 1);
  CHECK(edit_distance("count", "mount", 2) == 1);
  CHECK(edit_distance("", "ab", 2) == 2);
  CHECK(edit_distance("abcdef", "mount", 2) == 3);
}

TEST_CASE("nearest") {
  const std::initializer_list<std::string_view> words = {"text", "json", "sarif", "off", "on"};
  CHECK(nearest("jsn", words) == "json");
  CHECK(nearest("srif", words) == "sarif");
  CHECK(nearest("yaml", words) == "");
  CHECK(nearest("of", words) == "");  // `off` and `on` are equally near
}

TEST_CASE("several words may be equally near") {
  CHECK(nearest_words("of", Words{"off", "on", "or"}, 1) == Words{"off", "on", "or"});
  CHECK(nearest_words("onn", Words{"off", "on", "one"}, 2) == Words{"on", "one"});
  CHECK(nearest_words("on", Words{"off", "on"}, 2).empty());  // it is one of them
  CHECK(nearest_words("text", Words{"off", "on"}, 2).empty());
}

TEST_CASE("only one meaning is written") {
  SyntaxError one, several, fixed;
  suggest(one, Words{"mount"}, true, "--");
  CHECK(one.help == "did you mean `--mount`?");
  CHECK(one.replacement == "mount");
  suggest(several, Words{"uid", "gid"}, true);
  CHECK(several.help == "did you mean `uid` or `gid`?");
  CHECK(!several.replacement);
  suggest(fixed, Words{"mount"}, false);
  CHECK(!fixed.replacement);
}
