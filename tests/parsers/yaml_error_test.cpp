// One mistake in each text: it is reported at its place, and what stands around it is still read.
#include <doctest/doctest.h>

#include "tests/parsers/yaml_support.h"

namespace mountlint::yaml {
namespace {

struct Row {
  std::string name;
  std::string text;
  std::string errors;
  std::string rest;  // keys, from the root, that must still be there
  bool loses = true;
};

const Node* at_path(const File& file, std::string_view path) {
  if (file.documents.empty()) return nullptr;
  const Node* node = file.documents[0].root;
  while (node && !path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const Entry* entry = node->find(path.substr(0, dot));
    node = entry ? entry->value : nullptr;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return node;
}

bool tells_of_a_loss(const Node& node) {
  return !node.complete || std::any_of(node.children.begin(), node.children.end(),
                                       [](const Entry& entry) { return tells_of_a_loss(*entry.value); });
}

// What was lost is not lost silently: a node says so, or the whole file does.
bool tells_of_a_loss(const File& file) {
  return !file.complete || std::any_of(file.documents.begin(), file.documents.end(), [](const Document& document) {
    return document.root && tells_of_a_loss(*document.root);
  });
}

void check(const Row& row) {
  INFO(row.name);
  INFO(row.text);
  const File file = parse_text(row.text);
  CHECK(dump_errors(file) == row.errors);
  CHECK(tells_of_a_loss(file) == row.loses);
  check_invariants(file);
  const Node* value = at_path(file, row.rest);
  CHECK(value);
  if (!value) return;
  CHECK(!value->span.empty());
  CHECK(value->complete);
}

const std::string db = "  db:\n    image: y\n";

TEST_CASE("a mistake is found in its line, and the rest is read") {
  for (const Row& row : {
           Row{"one column too deep", "services:\n  web:\n    image: x\n     ports: [a]\n" + db,
               "4:6: wrong indentation: `ports` stands in column 6, expected column 5 like the entries around it\n",
               "services.db.image"},
           Row{"one column too shallow", "services:\n  web:\n    image: x\n   ports: [a]\n" + db,
               "4:4: wrong indentation: `ports` stands in column 4, expected column 5 like the entries around it\n",
               "services.db.image"},
           Row{"list item too shallow", "services:\n  web:\n    volumes:\n      - a\n     - b\n" + db,
               "5:6: wrong indentation: `-` stands in column 6, expected column 7 like the entries around it\n",
               "services.db.image"},
           Row{"first key shallower than the second", "services:\n  web:\n   image: x\n    ports: [a]\n" + db,
               "4:5: wrong indentation: `ports` stands in column 5, expected column 4 like the entries around it\n",
               "services.db.image"},
           Row{"double quote left open", "services:\n  web:\n    image: \"x\n    ports: [\"a\"]\n" + db,
               "3:12: the quote `\"` opened here is not closed\n", "services.db.image"},
           Row{"single quote left open", "services:\n  web:\n    image: 'x\n    ports: ['a']\n" + db,
               "3:12: the quote `'` opened here is not closed\n", "services.db.image"},
           Row{"last quote left open", "services:\n" + db + "  web:\n    image: \"x\n",
               "5:12: the quote `\"` opened here is not closed\n", "services.db.image"},
           Row{"quote left open before a marker", "services:\n" + db + "  web:\n    image: \"x\n---\na: b\n",
               "5:12: the quote `\"` opened here is not closed\n", "services.db.image"},
           Row{"text behind a quote", "services:\n  web:\n    image: \"x\":1\n" + db,
               "3:15: unexpected `:1` behind the closing quote\n", "services.db.image"},
           Row{"a quote inside quotes", "a: 'it's'\nb: c\n", "1:8: unexpected `s'` behind the closing quote\n", "b"},
           Row{"no colon behind a key with a value", "services:\n  web:\n    image x\n    ports: [a]\n" + db,
               "3:5: expected `:` behind `image`\n", "services.db.image"},
           Row{"no colon behind a key with children", "services:\n  web\n    image: x\n" + db,
               "2:3: expected `:` behind `web`\n", "services.db.image"},
           Row{"no colon behind a key with a list", "services:\n  web:\n    image: x\n    ports\n      - a\n" + db,
               "4:5: expected `:` behind `ports`\n", "services.db.image"},
           Row{"no colon on the last line", "services:\n" + db + "volumes\n", "4:1: expected `:` behind `volumes`\n",
               "services.db.image"},
           Row{"no blank behind a colon", "services:\n  web:\n    image:x\n    ports: [a]\n" + db,
               "3:10: expected a blank behind `:`\n", "services.web.ports"},
           Row{"a colon inside a value", "a: b: c\nd: e\n",
               "1:5: `:` with a blank behind it cannot stand inside a value\n", "d"},
           Row{"tab as indentation", "services:\n  web:\n\t  image: x\n" + db,
               "3:1: a tab cannot be used as indentation, expected spaces\n", "services.db.image"},
           Row{"only tabs", "a: b\nservices:\n\tweb:\n\t\timage: x\n",
               "3:1: a tab cannot be used as indentation, expected spaces\n", "a"},
           Row{"tab on an empty line", "a: b\n\t\nc: d\n\t# x\n",
               "2:1: a tab cannot be used as indentation, expected spaces\n", "c", false},
           Row{"tab behind a dash", "a:\n  -\tb\nc: d\n", "2:4: a tab cannot be used as indentation, expected spaces\n",
               "c"},
           Row{"tab in a block scalar", "a: |\n\tb\nc: d\n",
               "2:1: a tab cannot be used as indentation, expected spaces\n", "c"},
           Row{"bracket left open", "services:\n  web:\n    ports: [a, b\n    image: x\n" + db,
               "3:12: the bracket `[` opened here is not closed\n", "services.db.image"},
           Row{"brace left open at the end", "a: b\nc: {d: e\n", "2:4: the bracket `{` opened here is not closed\n",
               "a"},
           Row{"stray bracket", "services:\n  web:\n    image: ]x\n" + db, "3:12: `]` closes nothing\n",
               "services.db.image"},
           Row{"wrong bracket", "a: [b}\nc: d\n", "1:6: expected `]`, found `}`\n", "c"},
           Row{"no comma", "a: [\"b\" \"c\"]\nd: e\n", "1:9: expected `,` or `]`, found `\"c\"]`\n", "d"},
           Row{"two commas", "a: [b,, c]\nd: e\n", "1:7: expected a value, found `,`\n", "d"},
           Row{"a list on the line of its key", "a: - b\nc: d\n", "1:4: a list cannot begin on the line of its key\n",
               "c"},
           Row{"a list among keys", "a:\n  b: 1\n  - c\nd: e\n",
               "3:3: a list item cannot stand among the keys of a mapping\n", "d"},
           Row{"a key among items", "a:\n  - b\n  c: 1\nd: e\n",
               "3:3: expected `-` like the list items above, found `c`\n", "d"},
           Row{"a character that begins nothing", "a: @b\nc: d\n", "1:4: `@` cannot begin a value\n", "c"},
           Row{"unknown escape", "a: \"\\d+\"\nb: c\n", "1:5: `\\d` is no escape sequence\n", "b"},
           Row{"unknown escape before the closing quote", "a: \"x\n  y\\!\"\nb: c\n",
               "2:4: `\\!` is no escape sequence\n", "b"},
           Row{"escaped slash", "a: [\"\\/\"]\nb: c\n", "1:6: `\\/` is no escape sequence\n", "b"},
           Row{"bad code point", "a: \"\\ud83d\"\nb: c\n", "1:5: `\\ud83d` is no escape sequence\n", "b"},
           Row{"text behind a block header", "a: | b\nc: d\n", "1:6: unexpected `b` behind `|` or `>`\n", "c"},
           Row{"two anchors", "a: &x &y b\nc: d\n", "1:7: a value can have only one anchor and one tag\n", "c"},
           Row{"text behind an alias", "a: &x b\nc: *x d\ne: f\n",
               "2:4: an alias stands alone: no anchor, tag or text can be added to it\n", "e"},
           Row{"anchor without a key", "a:\n  &b: c\nd: e\n",
               "2:3: expected a name and a value behind `&`, found `b:`\n", "d"},
           Row{"bad tag", "a: !x{b} c\nd: e\n", "1:4: `!x{b}` is no valid tag\n", "d"},
           Row{"tag of an unknown handle", "a: !x!y c\nd: e\n", "1:4: the handle of tag `!x!y` is not defined\n", "d"},
           Row{"dedented root", "  a: b\n  c: d\ne: f\n",
               "3:1: wrong indentation: `e` stands in column 1, expected column 3 like the entries around it\n", "a"},
           Row{"text behind the end of a document", "a: b\n...\nc: d\n",
               "3:1: expected `---` before another document, found `c`\n", "a"},
       })
    check(row);
}

TEST_CASE("several mistakes are all found") {
  const File file = parse_text("a: @x\nb: 1\nc: \"open\nd: 2\ne: [1\nf: 3\ng\nh: 4\n");
  CHECK(dump_errors(file) ==
        "1:4: `@` cannot begin a value\n3:4: the quote `\"` opened here is not closed\n5:4: the bracket `[` opened "
        "here is not closed\n7:1: expected `:` behind `g`\n");
  for (const char* key : {"b", "d", "f", "h"}) {
    INFO(key);
    CHECK(at_path(file, key));
  }
}

TEST_CASE("what lost an entry is incomplete, and nothing else") {
  const File file =
      parse_text("services:\n  web:\n    image: x\n    ports: @a\n  db:\n    volumes:\n      - @b\n  c: {}\n");
  CHECK(file.errors.size() == 2);
  for (const auto& [path, complete] : {std::pair("", true),
                                       {"services", true},
                                       {"services.web", false},
                                       {"services.db", true},
                                       {"services.db.volumes", false},
                                       {"services.c", true}}) {
    INFO(path);
    const Node* node = at_path(file, path);
    REQUIRE(node);
    CHECK(node->complete == complete);
  }
}

TEST_CASE("the first entry and the only entry of a mapping leave it incomplete, too") {
  const File first = parse_text("a:\n  b: @x\n  c: 1\n");
  CHECK(!at_path(first, "a")->complete);
  CHECK(at_path(first, "")->complete);
  const File only = parse_text("a:\n  b: @x\nc: 1\n");
  CHECK(!at_path(only, "a")->complete);
  CHECK(at_path(only, "")->complete);
  const File item = parse_text("a:\n- @x\nc: 1\n");
  CHECK(!at_path(item, "a")->complete);
  CHECK(at_path(item, "")->complete);
  const File astray = parse_text("a:\n  b: 1\n c: 2\nd: 3\n");
  CHECK(!at_path(astray, "a")->complete);
  CHECK(!at_path(astray, "")->complete);
}

TEST_CASE("mistakes that break no structure leave the tree whole") {
  struct Mistake {
    std::string text;
    std::string errors;
  };
  for (const Mistake& row : {
           Mistake{"a: 1\nb: 2\na: 3\n", "3:1: key `a` is already given on line 1\n"},
           Mistake{"a: {b: 1, \"b\": 2}\n", "1:11: key `b` is already given on line 1\n"},
           Mistake{"<<: {a: 1}\n<<: {b: 1}\n", "2:1: key `<<` is already given on line 1\n"},
           Mistake{"a: *x\nb: &x 1\n", "1:4: no anchor `&x` is given before alias `*x`\n"},
           Mistake{"a: &x\n  b: *x\n", "2:6: alias `*x` stands inside the value it refers to\n"},
           Mistake{"a: {{ b }}\n", "1:5: a mapping cannot be a key, expected text\n"},
           Mistake{"a: !!int b\n", "1:10: `b` cannot be read as `!!int`\n"},
       }) {
    INFO(row.text);
    const File file = parse_text(row.text);
    CHECK(dump_errors(file) == row.errors);
    CHECK(file.complete);
    check_invariants(file);
  }
}

TEST_CASE("a repeated key points back at the first one") {
  const File file = parse_text("a: 1\nb: 2\na: 3\n");
  REQUIRE(file.errors.size() == 1);
  REQUIRE(file.errors[0].notes.size() == 1);
  CHECK(file.errors[0].notes[0].span == Span{FileId(0), 0, 1});
}

TEST_CASE("where a block begins one column off, the error points back at its first entry") {
  const File file = parse_text("a:\n   b: 1\n   c: 2\n  d: 3\n  e: 4\n");
  CHECK(dump_errors(file) ==
        "4:3: wrong indentation: `d` stands in column 3, expected column 4 like the entries around it\n");
  REQUIRE(file.errors.size() == 1);
  REQUIRE(file.errors[0].notes.size() == 1);
  CHECK(file.source->text(file.errors[0].notes[0].span) == "b:");
}

TEST_CASE("the value of an alias that leads nowhere is unknown") {
  const File file = parse_text("a: *x\nb: &y [*y]\n");
  CHECK(!at_path(file, "a")->complete);
  CHECK(!at_path(file, "b")->children[0].value->complete);
  CHECK(at_path(file, "b")->complete);
}

TEST_CASE("texts that cannot be read at all") {
  struct Refused {
    std::string text;
    std::string errors;
  };
  for (const Refused& row : {
           Refused{"a: \xFF\n", "1:4: byte 0xFF is not valid UTF-8\n"},
           Refused{"a: \xED\xA0\x80\n", "1:4: byte 0xED is not valid UTF-8\n"},
           Refused{"a: \xC0\xAF\n", "1:4: byte 0xC0 is not valid UTF-8\n"},
           Refused{"a: b # \x01\n", "1:8: control character U+0001 is not allowed\n"},
           Refused{std::string("a: \0\n", 5), "1:4: control character U+0000 is not allowed\n"},
           Refused{"a: \xC2\x80\n", "1:4: control character U+0080 is not allowed\n"},
           Refused{std::string("\xFF\xFE"
                               "a\0",
                               4),
                   "1:1: the file is encoded as UTF-16, expected UTF-8\n"},
           Refused{"a: \xE6\x97", "1:4: byte 0xE6 is not valid UTF-8\n"},
           Refused{std::string(10'001, '['), "1:10001: flow collections are nested deeper than 10000\n"},
       }) {
    const File file = parse_text(row.text);
    CHECK(dump_errors(file) == row.errors);
    CHECK(!file.complete);
    REQUIRE(file.documents.size() == 1);
    CHECK(!file.documents[0].root->complete);
  }
  CHECK(parse_text("a: \x7F\n").errors.empty());
}

TEST_CASE("a tabbed line takes only its own block with it") {
  const File beside = parse_text("s:\n  a:\n    i: x\n\tv:\n      - y\n    r: z\n  b:\n    i: w\n");
  CHECK(beside.errors.size() == 1);
  REQUIRE(at_path(beside, "s.a.r"));
  REQUIRE(at_path(beside, "s.b.i"));
  CHECK(!at_path(beside, "s.a.v"));
  CHECK(!at_path(beside, "s.a")->complete);
  CHECK(at_path(beside, "s.b")->complete);
  const File below = parse_text("s:\n  a:\n\ti: x\n    r: z\n  b:\n    i: w\n");
  REQUIRE(at_path(below, "s.a.r"));
  CHECK(at_path(below, "s.b")->complete);
  const File only = parse_text("s:\n  a:\n\ti: x\n  b:\n    i: w\n");
  REQUIRE(at_path(only, "s.b.i"));
  CHECK(!at_path(only, "s.a")->complete);
}

TEST_CASE("other versions of YAML are refused") {
  CHECK(parse_text("%YAML 1.1\n---\na: b\n").errors.empty());
  CHECK(dump_errors(parse_text("%YAML 1.2\n---\na: b\n")) ==
        "1:1: expected `%YAML 1.1` or `%TAG`, found `%YAML 1.2`\n");
  CHECK(dump_errors(parse_text("%FOO\n---\na: b\n")) == "1:1: expected `%YAML 1.1` or `%TAG`, found `%FOO`\n");
}

TEST_CASE("nesting is bounded") {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(parse_text(nested(390)).errors.empty());
  CHECK(dump_errors(parse_text(nested(410))) == "1:400: collections are nested deeper than 400 levels\n");
}

TEST_CASE("what is given up stands in its parent") {
  // A bracket that was seen and not taken yet, behind all that was.
  const File file = parse_text("s: {\n-\n-\n-\n-\n-\n-\n-\n-");
  CHECK(!file.complete);
  check_invariants(file);
}

}  // namespace
}  // namespace mountlint::yaml
