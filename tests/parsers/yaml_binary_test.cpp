// `!!binary`: bytes take the place of their letters, and keep the place of the whole.
#include <doctest/doctest.h>

#include "parsers/yaml/binary.h"
#include "parsers/yaml/tree.h"

using namespace mountlint;

TEST_CASE("base64: as Go reads it") {
  struct Row {
    const char* letters;
    std::optional<std::string> bytes;
  };
  for (const Row& row : {Row{"", ""}, Row{"YQ==", "a"}, Row{"YWI=", "ab"}, Row{"YWJj", "abc"}, Row{"YW\nJj\r\n", "abc"},
                         Row{"YQ", std::nullopt}, Row{"*", std::nullopt}, Row{"YQ=", std::nullopt},
                         Row{"Y===", std::nullopt}, Row{"a-_b", std::nullopt}, Row{"=YQ=", std::nullopt}}) {
    CAPTURE(row.letters);
    CHECK(yaml::decode_base64(row.letters) == row.bytes);
  }
}

TEST_CASE("yaml: a value with the tag !!binary") {
  const auto source = std::make_shared<SourceFile>(FileId(0), "a.yaml", "a: !!binary YWI=\nb: !!binary '*'\n");
  const yaml::File file = yaml::parse(source);
  const yaml::Node& a = *file.documents[0].root->find("a")->value;
  CHECK(a.text.value() == "ab");
  CHECK(source->text(a.text.span()) == "YWI=");
  CHECK_FALSE(a.text.editable());
  CHECK(yaml::resolve(a) == yaml::Scalar::string);
  REQUIRE(file.errors.size() == 1);
  CHECK(file.errors[0].message == "`*` cannot be read as `!!binary`");
  CHECK(source->text(file.errors[0].span) == "'*'");
}
