// Files of variables: the places of values.
#include <doctest/doctest.h>

#include "parsers/compose/dotenv.h"

using namespace mountlint;

namespace {

struct Fixture {
  explicit Fixture(std::string text) : file(FileId{0}, ".env", std::move(text)) {
    result = compose::parse_dotenv(file, {}, arena);
  }
  std::string place(Span span) const { return std::string(file.text(span)); }

  SourceFile file;
  TextArena arena;
  compose::Dotenv result;
};

}  // namespace

TEST_CASE("values know their places") {
  Fixture fixture("A=./x # c\nB=\"p\\tq\" C='r'\nD=$A/y\n");
  REQUIRE(fixture.result.entries.size() == 4);
  CHECK(fixture.place(fixture.result.entries[0].value->span()) == "./x");
  CHECK(fixture.place(fixture.result.entries[1].value->span()) == "p\\tq");
  CHECK(fixture.place(fixture.result.entries[1].value->sub(1, 2).span()) == "\\t");
  CHECK(fixture.place(fixture.result.entries[2].value->span()) == "r");
  const Text& expanded = *fixture.result.entries[3].value;
  CHECK(expanded.value() == "./x/y");
  CHECK(fixture.place(expanded.span()) == "$A/y");
  CHECK(fixture.place(*expanded.defined_at()) == "./x");
}

TEST_CASE("a name alone is inherited, a required one is unknown") {
  Fixture fixture("A\nB=${X:?no}\nC");
  REQUIRE(fixture.result.entries.size() == 3);
  CHECK_FALSE(fixture.result.entries[0].value);
  CHECK_FALSE(fixture.result.entries[1].value->is_known());
  CHECK(fixture.result.entries[2].name.value() == "C");
  CHECK(fixture.result.find("A") != nullptr);
  CHECK(fixture.result.find("Z") == nullptr);
}

TEST_CASE("an error stands at its place, and ends the file") {
  struct {
    const char *text, *place;
  } const table[] = {{"A=1\nA B=2\nC=3\n", "A B"}, {"A/B=1\n", "/"}, {"A='x\nB=1\n", "'x"}, {"A=x${1}y\n", "${1}"}};
  for (const auto& row : table) {
    CAPTURE(row.text);
    Fixture fixture(row.text);
    REQUIRE(fixture.result.errors.size() == 1);
    CHECK(fixture.place(fixture.result.errors[0].span) == row.place);
    CHECK_FALSE(fixture.result.entries.complete);
  }
}

TEST_CASE("values that double each other end") {
  std::string text = "V0=xxxxxxxxxx\n";
  for (int i = 1; i < 60; ++i) {
    const std::string last = "$V" + std::to_string(i - 1);
    text += "V" + std::to_string(i) + "=" + last + last + "\n";
  }
  Fixture fixture(text);
  CHECK(fixture.result.entries.size() == 60);
  CHECK_FALSE(fixture.result.find("V59")->value->is_known());
}
