// What scalars mean. The long table of go-yaml's answers is in the conformance test; these are the cases that Compose
// files meet, and the values.
#include <doctest/doctest.h>

#include "tests/parsers/yaml_support.h"

namespace mountlint::yaml {
namespace {

Scalar meaning(const std::string& text) {
  const File file = parse_text("v: " + text + "\n");
  REQUIRE(file.documents.size() == 1);
  return resolve(*file.documents[0].root->find("v")->value);
}

TEST_CASE("plain scalars mean what YAML 1.1 without its odd booleans says") {
  struct Row {
    const char* text;
    Scalar meaning;
  };
  for (const Row& row : {
           Row{"true", Scalar::boolean},
           Row{"FALSE", Scalar::boolean},
           Row{"yes", Scalar::string},
           Row{"on", Scalar::string},
           Row{"", Scalar::null},
           Row{"~", Scalar::null},
           Row{"0440", Scalar::integer},
           Row{"0o17", Scalar::integer},
           Row{"08", Scalar::floating},
           Row{"1_000", Scalar::integer},
           Row{"-0", Scalar::floating},
           Row{"22:22", Scalar::string},
           Row{"1.5e3", Scalar::floating},
           Row{".inf", Scalar::floating},
           Row{"1e", Scalar::string},
           Row{"0x", Scalar::string},
           Row{"2001-12-14", Scalar::timestamp},
           Row{"2001-02-30", Scalar::string},
           Row{"\"true\"", Scalar::string},
           Row{"'~'", Scalar::string},
           Row{"!!str true", Scalar::string},
           Row{"!!int \"5\"", Scalar::integer},
           Row{"!override 5", Scalar::string},
           Row{"! 5", Scalar::integer},
           Row{"!!float 5", Scalar::floating},
           Row{"|\n  5", Scalar::string},
           Row{"18446744073709551615", Scalar::integer},
           Row{"18446744073709551616", Scalar::floating},
       }) {
    INFO(row.text);
    CHECK(meaning(row.text) == row.meaning);
  }
}

TEST_CASE("booleans and integers have values") {
  struct Row {
    const char* text;
    std::optional<bool> boolean;
    std::optional<std::int64_t> integer;
  };
  for (const Row& row : {
           Row{"true", true, {}},
           Row{"False", false, {}},
           Row{"yes", {}, {}},
           Row{"\"true\"", {}, {}},
           Row{"0440", {}, 288},
           Row{"440", {}, 440},
           Row{"-0x10", {}, -16},
           Row{"+1_0", {}, 10},
           Row{"0b101", {}, 5},
           Row{"9223372036854775807", {}, INT64_MAX},
           Row{"-9223372036854775808", {}, INT64_MIN},
           Row{"9223372036854775808", {}, {}},
           Row{"1.0", {}, {}},
           Row{"[1]", {}, {}},
           Row{"~", {}, {}},
       }) {
    INFO(row.text);
    const File file = parse_text(fmt::format("v: {}\n", row.text));
    const Node& value = *file.documents[0].root->find("v")->value;
    CHECK(as_boolean(value) == row.boolean);
    CHECK(as_integer(value) == row.integer);
  }
}

}  // namespace
}  // namespace mountlint::yaml
