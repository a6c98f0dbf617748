// What only a Text has of a template: places, unknown parts, bounds.
#include <doctest/doctest.h>

#include <map>

#include "parsers/compose/interpolate.h"

using namespace mountlint;

namespace {

struct Fixture {
  explicit Fixture(std::string text, std::map<std::string, std::string> variables = {})
      : file(FileId{0}, "compose.yaml", std::move(text)), variables_(std::move(variables)) {}

  Text run() {
    const auto environment = [this](std::string_view name) -> std::optional<Text> {
      const auto found = variables_.find(std::string(name));
      if (found == variables_.end()) return std::nullopt;
      TextBuilder value(arena);
      if (!found->second.empty()) value.replace(found->second, Span{FileId{1}, 10, 20});
      return value.finish(Span{FileId{1}, 10, 20});
    };
    return compose::interpolate(arena.source(file, {FileId{0}, 0, std::uint32_t(file.text().size())}), {environment},
                                arena, errors);
  }

  SourceFile file;
  TextArena arena;
  SyntaxErrors errors;

 private:
  std::map<std::string, std::string> variables_;
};

std::string part(const Fixture& fixture, Span span) { return std::string(fixture.file.text(span)); }

}  // namespace

TEST_CASE("a value from outside knows where it is used and where it was written") {
  Fixture fixture("./a/${X}/b", {{"X", "v"}});
  const Text text = fixture.run();
  CHECK(text.value() == "./a/v/b");
  CHECK(text.sub(4, 5).span() == Span{FileId{0}, 4, 8});
  CHECK(text.defined_at() == Span{FileId{1}, 10, 20});
  CHECK(part(fixture, text.sub(5, 7).span()) == "/b");
  CHECK(text.sub(5, 7).editable());
  CHECK_FALSE(text.sub(4, 5).editable());
}

TEST_CASE("a default stands where the variable is, and was written behind the operator") {
  Fixture fixture("${X:-./a}:/b:ro");
  const Text text = fixture.run();
  CHECK(text.value() == "./a:/b:ro");
  CHECK(part(fixture, text.sub(0, 3).span()) == "${X:-./a}");
  CHECK(part(fixture, *text.defined_at()) == "./a");
  CHECK(part(fixture, text.sub(7, 9).span()) == "ro");
}

TEST_CASE("what is unknown shows as it was written") {
  struct {
    const char *text, *shown, *value;
  } const table[] = {
      {"$X/a", "$X/a", "\x1A/a"},
      {"${X:?a:b}:/c", "${X:?a:b}:/c", "\x1A:/c"},
      {"${X:-${Y}/z}:/c", "${Y}/z:/c", "\x1A/z:/c"},
      {"${X:+r}", "", ""},
  };
  for (const auto& row : table) {
    CAPTURE(row.text);
    Fixture fixture(row.text);
    CHECK(fixture.run().shown() == row.shown);
    CHECK(fixture.run().value() == row.value);
  }
}

TEST_CASE("a variable that is set to something unknown takes no default") {
  SourceFile file(FileId{0}, "compose.yaml", "${HOME:-/root} ${HOME-/root} ${HOME:+set} ${HOME+set}");
  TextArena arena;
  SyntaxErrors errors;
  const auto environment = [&](std::string_view) -> std::optional<Text> {
    TextBuilder unknown(arena);
    unknown.unknown({}, "");
    return unknown.finish({});
  };
  const Text text = compose::interpolate(arena.source(file, {FileId{0}, 0, std::uint32_t(file.text().size())}),
                                         {environment}, arena, errors);
  CHECK(text.value() == "\x1A \x1A \x1A set");
  CHECK(text.shown() == "${HOME:-/root} ${HOME-/root} ${HOME:+set} set");
}

TEST_CASE("an error stands at the substitution") {
  struct {
    const char *text, *place;
  } const table[] = {{"a ${foo!} b", "${foo!}"}, {"a ${", "${"}, {"${X:-a\nb}", "${X:-a"}, {"a${ X}${", "${ X}"}};
  for (const auto& row : table) {
    CAPTURE(row.text);
    Fixture fixture(row.text);
    const Text text = fixture.run();
    REQUIRE(fixture.errors.size() == 1);
    CHECK(part(fixture, fixture.errors[0].span) == row.place);
    CHECK(fixture.errors[0].claim == Claim::compose_syntax);
    CHECK(text.value() == "\x1A");
  }
}

TEST_CASE("deep nesting and long lines end") {
  std::string nested, flat;
  for (int i = 0; i < 20000; ++i) nested += "${A:-", flat += "${A:-{a";
  Fixture deep(nested + std::string(20000, '}'));
  CHECK_FALSE(deep.run().is_known());
  Fixture open(flat + "}");
  CHECK_FALSE(open.run().is_known());
}
