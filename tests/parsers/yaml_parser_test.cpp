// Trees with spans, one row per thing that YAML can say.
#include <doctest/doctest.h>

#include "tests/parsers/yaml_support.h"

namespace mountlint::yaml {
namespace {

struct Row {
  std::string text;
  std::string tree;
};

void check(const Row& row) {
  INFO(row.text);
  const File file = parse_text(row.text);
  CHECK(dump(file) == row.tree);
  CHECK(dump_errors(file) == "");
  CHECK(file.complete);
  check_invariants(file);
}

TEST_CASE("plain scalars") {
  for (const Row& row : {
           Row{"a: b\n", "{pa@0-1: pb@3-4}@0-4"},
           Row{"a: b c  # note\n", "{pa@0-1: pb c@3-6}@0-6"},
           Row{"a: b#c:d\n", "{pa@0-1: pb#c:d@3-8}@0-8"},
           Row{"a: b\n  c\n\n  d\ne: f\n", "{pa@0-1: pb c\\nd@3-13, pe@14-15: pf@17-18}@0-18"},
           Row{"a: \xC3\xA9 \xE6\x97\xA5 \xF0\x9F\x98\x80\nb: c\n",
               "{pa@0-1: p\xC3\xA9 \xE6\x97\xA5 \xF0\x9F\x98\x80@3-14, pb@15-16: pc@18-19}@0-19"},
           Row{"a: http://x/y?z=1\n", "{pa@0-1: phttp://x/y?z=1@3-17}@0-17"},
           Row{"a:\tb\t\n", "{pa@0-1: pb@3-4}@0-4"},
           Row{"a: b\r\n  c\r\nd: e\r\n", "{pa@0-1: pb c@3-9, pd@11-12: pe@14-15}@0-15"},
           Row{"\xEF\xBB\xBF"
               "a: b\n",
               "{pa@3-4: pb@6-7}@3-7"},
           Row{"a: b\rc: d\r", "{pa@0-1: pb@3-4, pc@5-6: pd@8-9}@0-9"},
           Row{"a: b", "{pa@0-1: pb@3-4}@0-4"},
       })
    check(row);
}

TEST_CASE("nulls stand where their value would") {
  for (const Row& row : {
           Row{"a:\nb: ~\nc: null  # x\nd: Null\n",
               "{pa@0-1: ~@2-2, pb@3-4: ~@6-7, pc@8-9: ~@11-15, pd@21-22: ~@24-28}@0-28"},
           Row{"a:   # x\nb: 1\n", "{pa@0-1: ~@2-2, pb@9-10: p1@12-13}@0-13"},
           Row{"-\n- a\n-\n", "[~@1-1, pa@4-5, ~@7-7]@0-7"},
           Row{"a:\n-\nnull: b\n", "{pa@0-1: [~@4-4]@3-4, ~@5-9: pb@11-12}@0-12"},
           Row{"~: a\nb: &x\nc: !!str\n", "{~@0-1: pa@3-4, pb@5-6: &x ~@10-10, pc@11-12: !!str p@19-19}@0-19"},
           Row{"? a\n? b\n", "{pa@2-3: ~@3-3, pb@6-7: ~@7-7}@0-7"},
           Row{"{a, b: , c: ~}\n", "F{pa@1-2: ~@2-2, pb@4-5: ~@6-6, pc@9-10: ~@12-13}@0-14"},
           Row{"", ""},
           Row{"{}\n", "F{}@0-2"},
           Row{"# only a comment\n", ""},
           Row{"---\n", "~@3-3"},
       })
    check(row);
}

TEST_CASE("quoted scalars") {
  for (const Row& row : {
           Row{"a: 'b'\n", "{pa@0-1: sb@3-6}@0-6"},
           Row{"a: ''\n", "{pa@0-1: s@3-5}@0-5"},
           Row{"a: 'it''s'\n", "{pa@0-1: sit's@3-10}@0-10"},
           Row{"a: 'b\n  c\n\n  d'\n", "{pa@0-1: sb c\\nd@3-15}@0-15"},
           Row{"a: \"b\"\n", "{pa@0-1: db@3-6}@0-6"},
           Row{"a: \"\"\n", "{pa@0-1: d@3-5}@0-5"},
           Row{"a: \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\\"\\\\\"\n",
               "{pa@0-1: d\\x00\\x07\\x08\\x09\\n\\x0b\\x0c\\x0d\\x1b \"\\@3-29}@0-29"},
           Row{"a: \"\\N\\_\\L\\P\"\n", "{pa@0-1: d\xC2\x85\xC2\xA0\xE2\x80\xA8\xE2\x80\xA9@3-13}@0-13"},
           Row{"a: \"\\x41\\u00e9\\U0001F600\"\n", "{pa@0-1: dA\xC3\xA9\xF0\x9F\x98\x80@3-25}@0-25"},
           Row{"a: \"b \\\n   c\\\n\n   d\"\n", "{pa@0-1: db c\\nd@3-20}@0-20"},
           Row{"a: \"b\r\n  c\"\r\n", "{pa@0-1: db c@3-11}@0-11"},
           Row{"\"a\": 'b'\n", "{da@0-3: sb@5-8}@0-8"},
           Row{"'': b\n", "{s@0-2: pb@4-5}@0-5"},
           Row{"a: \"x # y: z\"  # c\n", "{pa@0-1: dx # y: z@3-13}@0-13"},
       })
    check(row);
}

TEST_CASE("block scalars") {
  for (const Row& row : {
           Row{"a: |\n  b\n  c\nd: e\n", "{pa@0-1: |b\\nc\\n@3-13, pd@13-14: pe@16-17}@0-17"},
           Row{"a: |-\n  b\n\n\nd: e\n", "{pa@0-1: |b@3-9, pd@12-13: pe@15-16}@0-16"},
           Row{"a: |+\n  b\n\n\nd: e\n", "{pa@0-1: |b\\n\\n\\n@3-12, pd@12-13: pe@15-16}@0-16"},
           Row{"a: |2  # c\n    b\n", "{pa@0-1: |  b\\n@3-17}@0-17"},
           Row{"a: |-2\n    b\n   c\n", "{pa@0-1: |  b\\n c@3-17}@0-17"},
           Row{"a: >\n  b\n  c\n\n  d\n   e\n  f\n", "{pa@0-1: >b c\\nd\\n e\\nf\\n@3-27}@0-27"},
           Row{"a: >-\n\n  b\n\n\n  c\n", "{pa@0-1: >\\nb\\n\\nc@3-16}@0-16"},
           Row{"a: |\nb: c\n", "{pa@0-1: |@3-4, pb@5-6: pc@8-9}@0-9"},
           Row{"a: |\r\n  b\r\n  c\r\n", "{pa@0-1: |b\\nc\\n@3-16}@0-16"},
           Row{"- |\n b\n- >\n c\n", "[|b\\n@2-7, >c\\n@9-14]@0-14"},
           Row{"a: |\n  b", "{pa@0-1: |b@3-8}@0-8"},
           Row{"a: |\n  # no comment\n# a comment\n", "{pa@0-1: |# no comment\\n@3-20}@0-20"},
           Row{"a:\n  - b: |\n      c\n    d: e\n",
               "{pa@0-1: [{pb@7-8: |c\\n@10-20, pd@24-25: pe@27-28}@7-28]@5-28}@0-28"},
       })
    check(row);
}

TEST_CASE("block collections end with their last value") {
  for (const Row& row : {
           Row{"a:\n  b: 1\n  c: 2\n\n# x\nd: 3\n",
               "{pa@0-1: {pb@5-6: p1@8-9, pc@12-13: p2@15-16}@5-16, pd@22-23: p3@25-26}@0-26"},
           Row{"a:\n- b\n- c\nd: e\n", "{pa@0-1: [pb@5-6, pc@9-10]@3-10, pd@11-12: pe@14-15}@0-15"},
           Row{"- a: 1\n  b: 2\n- - c\n  - d\n",
               "[{pa@2-3: p1@5-6, pb@9-10: p2@12-13}@2-13, [pc@18-19, pd@24-25]@16-25]@0-25"},
           Row{"a: &x\n  b: 1\n", "{pa@0-1: &x {pb@8-9: p1@11-12}@8-12}@0-12"},
           Row{"&x a: 1\n", "{&x pa@3-4: p1@6-7}@0-7"},
       })
    check(row);
}

TEST_CASE("flow collections") {
  for (const Row& row : {
           Row{"a: [b, 'c', ]\n", "{pa@0-1: F[pb@4-5, sc@7-10]@3-13}@0-13"},
           Row{"a: []\nb: {}\n", "{pa@0-1: F[]@3-5, pb@6-7: F{}@9-11}@0-11"},
           Row{"a: {b: c, \"d\":e, f}\n",
               "{pa@0-1: F{pb@4-5: pc@7-8, dd@10-13: pe@14-15, pf@17-18: ~@18-18}@3-19}@0-19"},
           Row{"a: [b: c, {d: e}]\n", "{pa@0-1: F[F{pb@4-5: pc@7-8}@4-8, F{pd@11-12: pe@14-15}@10-16]@3-17}@0-17"},
           Row{"a: [\n  b,  # x\n  [c],\n]\n", "{pa@0-1: F[pb@7-8, F[pc@18-19]@17-20]@3-23}@0-23"},
           Row{"a: [b?c=d, e:f, http://g, h:]\n",
               "{pa@0-1: F[pb?c=d@4-9, pe:f@11-14, phttp://g@16-24, ph:@26-28]@3-29}@0-29"},
           Row{"a: {\n  b\n}\n", "{pa@0-1: F{pb@7-8: ~@8-8}@3-10}@0-10"},
           Row{"a: [\n\tb,\n\tc]\n", "{pa@0-1: F[pb@6-7, pc@10-11]@3-12}@0-12"},
       })
    check(row);
}

TEST_CASE("tags, anchors and aliases") {
  for (const Row& row : {
           Row{"a: !reset\nb: !override [c]\n", "{pa@0-1: !reset p@9-9, pb@10-11: !override F[pc@24-25]@23-26}@0-26"},
           Row{"a: !!str 5\nb: !<tag:yaml.org,2002:int> 5\nc: ! d\n",
               "{pa@0-1: !!str p5@9-10, pb@11-12: !<tag:yaml.org,2002:int> p5@39-40, pc@41-42: ! pd@46-47}@0-47"},
           Row{"a: &x b\nc: *x\n", "{pa@0-1: &x pb@6-7, pc@8-9: *@11-13}@0-13"},
           Row{"a: &x [b]\nc: [*x, *x]\nd: {<<: {e: *x}}\n",
               "{pa@0-1: &x F[pb@7-8]@6-9, pc@10-11: F[*@14-16, *@18-20]@13-21, pd@22-23: F{p<<@26-28: F{pe@31-32: "
               "*@34-36}@30-37}@25-38}@0-38"},
           Row{"a: !t &x\n  b: c\nd: &y !t\n  - e\n",
               "{pa@0-1: &x !t {pb@11-12: pc@14-15}@11-15, pd@16-17: &y !t [pe@29-30]@27-30}@0-30"},
           Row{"a: &x 1\n---\nb: *x\n", "{pa@0-1: &x p1@6-7}@0-7 --- {pb@12-13: *@15-17}@12-17"},
           Row{"a: &x 1\n*x : 2\n", "{pa@0-1: &x p1@6-7, &x p1@6-7: p2@13-14}@0-14"},
           Row{"a: &x 1\nb: &x 2\nc: *x\n", "{pa@0-1: &x p1@6-7, pb@8-9: &x p2@14-15, pc@16-17: *@19-21}@0-21"},
       })
    check(row);
}

TEST_CASE("documents") {
  for (const Row& row : {
           Row{"--- a\n...\n--- b\n", "pa@4-5 --- pb@14-15"},
           Row{"%YAML 1.1\n%TAG !e! tag:e,2000:\n---\na: !e!x b\n", "{pa@35-36: !e!x pb@43-44}@35-44"},
           Row{"a: 1\n---\n# empty\n", "{pa@0-1: p1@3-4}@0-4 --- ~@8-8"},
           Row{"--- |\n  a\n---\nb: c\n", "|a\\n@4-10 --- {pb@14-15: pc@17-18}@14-18"},
       })
    check(row);
}

TEST_CASE("comments have spans and say whether something stands before them") {
  const File file = parse_text("# one\r\na: b  # two\nc: |  # three\n  # text\nd: [\n  e,  # four\n  # five\n]\n# six");
  std::string found;
  for (const Comment& comment : file.comments)
    found += fmt::format("{}{} ", file.source->text(comment.span), comment.trailing ? " trailing" : "");
  CHECK(found == "# one # two trailing # three trailing # four trailing # five # six ");
}

TEST_CASE("an alias is an edge to the node it names") {
  const File file = parse_text("a: &x {k: v}\nb: *x\n");
  REQUIRE(file.documents.size() == 1);
  const Node& root = *file.documents[0].root;
  const Entry *a = root.find("a"), *b = root.find("b");
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->value == b->value);
  CHECK(a->via == nullptr);
  REQUIRE(b->via);
  CHECK(b->via->kind == ViaKind::alias);
  CHECK(file.source->text(b->via->span) == "*x");
}

TEST_CASE("find gives the last entry of a key") {
  const File file = parse_text("a: 1\nb: 2\na: 3\n");
  const Node& root = *file.documents[0].root;
  REQUIRE(root.find("a"));
  CHECK(root.find("a")->value->text.value() == "3");
  CHECK(root.find("c") == nullptr);
  CHECK(root.children.size() == 3);
  CHECK(root.complete);
}

TEST_CASE("each part of a decoded value has its place") {
  const std::string text = "a: \"./a\\x3a/b:ro\"\n";
  const File file = parse_text(text);
  const Text value = file.documents[0].root->find("a")->value->text;
  CHECK(value.value() == "./a:/b:ro");
  const auto parts = value.split(':');
  REQUIRE(parts.size() == 3);
  CHECK(file.source->text(parts[2].span()) == "ro");
  CHECK(file.source->text(value.sub(3, 4).span()) == "\\x3a");
  CHECK(!value.editable());
  CHECK(parts[2].editable());
}

TEST_CASE("a scalar in one piece keeps no copy") {
  const File file = parse_text("a: b\nc: 'd'\ne: \"f\"\n");
  for (const Entry& entry : file.documents[0].root->children)
    CHECK(entry.value->text.value().data() == file.source->text().data() + entry.value->text.span().begin);
}

}  // namespace
}  // namespace mountlint::yaml
