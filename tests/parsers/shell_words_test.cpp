// Command lines written as one string.
#include <doctest/doctest.h>

#include "parsers/shell/words.h"

using namespace mountlint;

namespace {

struct Fixture {
  explicit Fixture(std::string text) : file(FileId{0}, "x", std::move(text)) {
    words = shell::split_words(arena.source(file, {FileId{0}, 0, std::uint32_t(file.text().size())}), arena);
  }
  std::vector<std::string> values() const {
    std::vector<std::string> out;
    for (const Text& word : words.words) out.emplace_back(word.value());
    return out;
  }
  std::string place(Span span) const { return std::string(file.text(span)); }

  SourceFile file;
  TextArena arena;
  shell::Words words;
};

using Values = std::vector<std::string>;

}  // namespace

TEST_CASE("words, quotes and escapes") {
  struct {
    const char* line;
    Values words;
  } const table[] = {
      {"", {}},
      {"   ", {}},
      {"a b\tc\n d", {"a", "b", "c", "d"}},
      {"a 'b c' \"d e\"", {"a", "b c", "d e"}},
      {"a\"b c\"d", {"ab cd"}},
      {"'' \"\"", {"", ""}},
      {"a\\ b", {"a b"}},
      {"a\\tb\\n", {"a\tb\n"}},
      {"'a\\b'", {"a\\b"}},
      {"\"a\\\"b\"", {"a\"b"}},
      {"\"it's\"", {"it's"}},
      {"$(a b) c", {"$(a b)", "c"}},
      {"`a b` c", {"`a b`", "c"}},
      {"$HOME ${X}", {"$HOME", "${X}"}},
      {"a#b # c", {"a#b", "#", "c"}},
  };
  for (const auto& row : table) {
    CAPTURE(row.line);
    Fixture fixture(row.line);
    CHECK(fixture.values() == row.words);
    CHECK(fixture.words.error == shell::WordsError::none);
    CHECK(fixture.words.words.complete);
  }
}

TEST_CASE("the line is cut at the first operator outside quotes") {
  struct {
    const char* line;
    Values words;
    const char* cut;
  } const table[] = {
      {"a && b", {"a"}, "&& b"},
      {"a; b", {"a"}, "; b"},
      {"a|b", {"a"}, "|b"},
      {"a 2>&1", {"a"}, ">&1"},
      {"a x2>b", {"a", "x2"}, ">b"},
      {"a <b", {"a"}, "<b"},
      {"'a;b' \"c&d\" ; e", {"a;b", "c&d"}, "; e"},
      {"&", {}, "&"},
  };
  for (const auto& row : table) {
    CAPTURE(row.line);
    Fixture fixture(row.line);
    CHECK(fixture.values() == row.words);
    REQUIRE(fixture.words.cut);
    CHECK(fixture.words.cut->value() == row.cut);
  }
}

TEST_CASE("what is no command line is an error with a place") {
  struct {
    const char *line, *place;
    shell::WordsError error;
  } const table[] = {
      {"a 'b", "'", shell::WordsError::open_quote},   {"a \"b", "\"", shell::WordsError::open_quote},
      {"a `b", "`", shell::WordsError::open_quote},   {"a \\", "\\", shell::WordsError::open_quote},
      {"a (b)", "(", shell::WordsError::parenthesis}, {"a b)", ")", shell::WordsError::open_quote},
      {"$(a", "(", shell::WordsError::open_quote},
  };
  for (const auto& row : table) {
    CAPTURE(row.line);
    Fixture fixture(row.line);
    CHECK(fixture.words.error == row.error);
    CHECK(fixture.place(fixture.words.error_at.span()) == row.place);
    CHECK_FALSE(fixture.words.words.complete);
  }
}

TEST_CASE("words have their places") {
  Fixture fixture("run --a='b c' d\\ e");
  REQUIRE(fixture.words.words.size() == 3);
  CHECK(fixture.place(fixture.words.words[0].span()) == "run");
  CHECK(fixture.words.words[0].editable());
  CHECK(fixture.words.words[1].value() == "--a=b c");
  CHECK(fixture.place(fixture.words.words[1].sub(4, 7).span()) == "b c");
  CHECK(fixture.place(fixture.words.words[2].span()) == "d\\ e");
}

TEST_CASE("a variable of its own may be several words, a part of a word is one") {
  TextArena arena;
  const auto line = [&](std::string_view before, std::string_view after) {
    TextBuilder builder(arena);
    builder.replace(before, {});
    builder.unknown({}, "${X}");
    builder.replace(after, {});
    return shell::split_words(builder.finish({}), arena).words;
  };
  CHECK_FALSE(line("a ", " b").complete);
  CHECK(line("a ", " b").size() == 3);
  CHECK(line("a --b=", " c").complete);
  CHECK(line("a \"", "\" c").complete);
  CHECK(line("a --b=", "/x c")[1].shown() == "--b=${X}/x");
}
