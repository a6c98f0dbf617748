// Text and TextBuilder: values, runs, spans through escapes, variables and slices.
#include <doctest/doctest.h>

#include "parsers/text.h"

using namespace mountlint;

namespace {

const FileId file{0};

Span at(std::uint32_t begin, std::uint32_t end) { return {file, begin, end}; }

// `"./a\x3a/b:ro"`: the value ./a:/b:ro, written at bytes 1..13 of the file.
Text escaped(TextArena& arena) {
  TextBuilder builder(arena);
  builder.source("./a", at(1, 4));
  builder.replace(":", at(4, 8));
  builder.source("/b:ro", at(8, 13));
  return builder.finish(at(1, 13));
}

}  // namespace

TEST_CASE("a text without runs is the bytes of the file") {
  const SourceFile source(file, "f", "image: nginx\n");
  TextArena arena;
  const Text text = arena.source(source, at(7, 12));
  CHECK(text.value() == "nginx");
  CHECK(text.sub(1, 3).value() == "gi");
  CHECK(text.sub(1, 3).span() == at(8, 10));
  CHECK(text.sub(5, 5).span() == at(12, 12));
  CHECK(text.editable());
}

TEST_CASE("slices behind an escape keep their place") {
  TextArena arena;
  const Text text = escaped(arena);
  CHECK(text.value() == "./a:/b:ro");
  CHECK(text.span() == at(1, 13));
  const std::vector<Text> parts = text.split(':');
  REQUIRE(parts.size() == 3);
  CHECK(parts[2].value() == "ro");
  CHECK(parts[2].span() == at(11, 13));
  CHECK(parts[1].span() == at(8, 10));
  CHECK(text.sub(3, 4).span() == at(4, 8));
  CHECK_FALSE(text.editable());
  CHECK(parts[2].editable());
}

TEST_CASE("an unknown variable is one character that nothing splits") {
  TextArena arena;
  TextBuilder builder(arena);
  builder.unknown(at(0, 9), "${X:?a:b}");
  builder.source(":/data", at(9, 15));
  const Text text = builder.finish(at(0, 15));
  CHECK_FALSE(text.known());
  CHECK(text.shown() == "${X:?a:b}:/data");
  const std::vector<Text> parts = text.split(':');
  REQUIRE(parts.size() == 2);
  CHECK_FALSE(parts[0].is_known());
  CHECK(parts[0].span() == at(0, 9));
  CHECK(parts[1].known() == "/data");
  CHECK(parts[1].span() == at(10, 15));
}

TEST_CASE("a variable knows where it is written and where its value comes from") {
  TextArena arena;
  const SourceFile env(FileId{1}, ".env", "DIR=/srv\n");
  const Text value = arena.source(env, {FileId{1}, 4, 8});
  TextBuilder builder(arena);
  builder.variable(value, at(0, 6), "${DIR}");
  builder.source("/db", at(6, 9));
  const Text text = builder.finish(at(0, 9));
  CHECK(text.known() == "/srv/db");
  CHECK(text.span() == at(0, 9));
  CHECK(text.sub(0, 2).span() == at(0, 6));
  CHECK(text.sub(5, 7).span() == at(7, 9));
  CHECK(text.defined_at() == Span{FileId{1}, 4, 8});
  CHECK_FALSE(text.sub(0, 4).editable());
}

TEST_CASE("empty variables leave no text and keep their run") {
  TextArena arena;
  TextBuilder builder(arena);
  builder.source("a", at(0, 1));
  builder.variable("", at(1, 5), "${E}");
  builder.source("b", at(5, 6));
  const Text text = builder.finish(at(0, 6));
  CHECK(text.value() == "ab");
  CHECK(text.span() == at(0, 6));
  CHECK(text.sub(1, 2).span() == at(5, 6));
  CHECK(text.sub(0, 1).span() == at(0, 1));
  CHECK_FALSE(text.editable());
}

TEST_CASE("a text that is only an empty variable stands where the variable does") {
  TextArena arena;
  TextBuilder builder(arena);
  builder.variable("", at(3, 7), "${E}");
  const Text text = builder.finish(at(3, 7));
  CHECK(text.empty());
  CHECK(text.known() == "");
  CHECK(text.span() == at(3, 7));
}

TEST_CASE("trimming and empty texts") {
  const SourceFile source(file, "f", "  a b \r\n");
  TextArena arena;
  CHECK(arena.source(source, at(0, 7)).trimmed().span() == at(2, 5));
  CHECK(arena.source(source, at(0, 2)).trimmed().empty());
  CHECK(Text().empty());
  CHECK(Text().known() == "");
  CHECK_FALSE(Text().span().valid());
}

TEST_CASE("adjacent source pieces become one run") {
  TextArena arena;
  TextBuilder builder(arena);
  builder.source("ab", at(0, 2));
  builder.source("cd", at(2, 4));
  const Text text = builder.finish(at(0, 4));
  CHECK(text.editable());
  CHECK(text.span() == at(0, 4));
  CHECK(text.runs().size() == 1);
}

TEST_CASE("lines end at LF only, the BOM belongs to no line") {
  const SourceFile source(file, "f",
                          "\xEF\xBB\xBF"
                          "a\r\nb\rc\n\nd");
  CHECK(source.line_count() == 4);
  CHECK(source.text(source.line(1)) == "a");
  CHECK(source.text(source.line(2)) == "b\rc");
  CHECK(source.line(3).empty());
  CHECK(source.line_of(3) == 1);
  CHECK(source.line_of(5) == 1);
  CHECK(source.line_of(6) == 2);
  CHECK(source.line_of(11) == 4);
}
