// Files of variables: compose-go's answers, and the places of values.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "parsers/compose/dotenv.h"

using namespace mountlint;

namespace {

struct Fixture {
  explicit Fixture(std::string text) : file(FileId{0}, ".env", std::move(text)) {
    result = compose::parse_dotenv(file, nullptr, arena);
  }
  std::string place(Span span) const { return std::string(file.text(span)); }

  SourceFile file;
  TextArena arena;
  compose::Dotenv result;
};

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The values by name. Unknown parts count as nothing, as the empty environment of the answers has it.
std::map<std::string, std::string> values(const compose::Dotenv& dotenv) {
  std::map<std::string, std::string> out;
  for (const compose::DotenvEntry& entry : dotenv.entries) {
    if (!entry.value) continue;
    std::string& value = out[std::string(entry.name.value())];
    value.clear();
    for (const char c : entry.value->value())
      if (c != unknown_character) value += c;
  }
  return out;
}

}  // namespace

TEST_CASE("files: the answers of compose-go") {
  const std::string folder = MOUNTLINT_SOURCE_DIR "/../shared/conformance/compose/dotenv/";
  std::ifstream answers(folder + "answers.jsonl");
  if (!answers) {
    MESSAGE("skipped: ../shared/conformance is absent");
    return;
  }
  // compose-go takes a name alone on a last line without newline for the value of the empty name, and stops at a
  // required variable, which may well be set outside.
  const std::map<std::string, bool> different = {{"bare-name-at-end.env", true}, {"expansion-required.env", true}};
  int count = 0;
  for (std::string line; std::getline(answers, line); ++count) {
    const auto answer = nlohmann::json::parse(line);
    const std::string path = answer["path"];
    if (different.count(path)) continue;
    CAPTURE(path);
    Fixture fixture(read(folder + path));
    CHECK(fixture.result.errors.empty() != answer.contains("error"));
    CHECK(fixture.result.entries.complete != answer.contains("error"));
    if (!answer.contains("error"))
      CHECK(values(fixture.result) == answer.value("values", std::map<std::string, std::string>()));
  }
  CHECK(count == 86);
  MESSAGE("files that agree: ", count - different.size(), ", known differences: ", different.size());
}

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
