// Expansion with values that are known, unset and unknown, and where each part of the result was written. What BuildKit
// gives for known values is held against its own answers in dockerfile_conformance_test.
#include <doctest/doctest.h>

#include <map>

#include "parsers/dockerfile/expand.h"
#include "tests/parsers/dockerfile_tree.h"

using namespace mountlint;
using namespace mountlint::dockerfile;

namespace {

// The word stands behind `FROM a\nENV A=/data B=  `; A and B have their values from there, U is unset, any other
// name is not known.
class Expansion {
 public:
  explicit Expansion(const std::string& word, char escape = '\\') : source_(make_source(begin + word)) {
    const auto end = static_cast<std::uint32_t>(source_->text().size());
    result_ = expand(
        slice(23, end), escape, [this](std::string_view name) { return look_up(name); }, arena_, errors_);
  }

  std::string value() const { return errors_.empty() ? result_.shown() : "error: " + errors_[0].message; }
  bool is_known() const { return result_.is_known(); }
  const Text& result() const { return result_; }
  const SyntaxErrors& errors() const { return errors_; }
  std::string written(const Span& span) const { return std::string(source_->text(span)); }

  // `value<written` per run, with `!` for unknown and `$` for variables.
  std::string runs() const {
    std::string out;
    for (const mountlint::Run& run : result_.runs()) {
      const std::string_view value = result_.value().substr(run.value, run.length);
      if (run.from == mountlint::From::unknown)
        out += '!';
      else
        out += std::string(run.from == mountlint::From::variable ? "$" : "") + std::string(value);
      out += fmt::format("<{}> ", written(run.span));
    }
    return out;
  }

 private:
  Text slice(std::uint32_t first, std::uint32_t last) { return arena_.source(*source_, {FileId{7}, first, last}); }

  Variable look_up(std::string_view name) {
    if (name == "A") return {Variable::set, slice(13, 18)};
    if (name == "B") return {Variable::set, slice(21, 21)};
    if (name == "U") return {Variable::unset, {}};
    return {Variable::unknown, {}};
  }

  const std::string begin = "FROM a\nENV A=/data B=  ";
  SourcePtr source_;
  TextArena arena_;
  SyntaxErrors errors_;
  Text result_;
};

struct Case {
  std::string word;
  std::string expected;
};

}  // namespace

TEST_CASE("values that are known, unset and unknown") {
  const std::vector<Case> cases = {
      {"$A/x", "/data/x"},
      {"${A}${B}${U}", "/data"},
      {"${U:-/v}", "/v"},
      {"${B:-/v}${B-/v}", "/v"},
      {"${A#/}", "data"},
      {"${A%a*}", "/dat"},
      {"${A%%a*}", "/d"},
      {"${A//a/o}", "/doto"},
      {"${A/a/o}", "/dota"},
      {"'$A'\"$A\"\\$A", "$A/data$A"},
      {"$X/a", "$X/a"},
      {"${X:-/v}/a", "${X:-/v}/a"},
      {"${U:-$X}", "${U:-$X}"},
      {"${X#a}", "${X#a}"},
      {"${X?m}", "${X?m}"},
      {"${A+$X}", "${A+$X}"},
      {"${U+$X}", ""},
      {"${U?m}", "error: `U` is not set: m"},
      {"${B:?}", "error: `B` is empty: it must not be empty"},
      {"${A", "error: `${` has no closing `}`"},
      {"${}", "error: `${` must be followed by the name of a variable"},
      {"${A:=x}", "error: `:=` is no modifier of a Dockerfile variable"},
      {"${X%\\a}", "error: the pattern `\\a` has an escape other than `\\*`, `\\?` and `\\\\`"},
      {"it's", "error: this single quote is not closed"},
      {"a\"b", "error: this double quote is not closed"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.word);
    CHECK(Expansion(each.word).value() == each.expected);
  }
  CHECK(Expansion("$X").is_known() == false);
  CHECK(Expansion("$A").is_known());
  CHECK(Expansion("a`$b", '`').value() == "a$b");
}

TEST_CASE("each part knows where it was written") {
  const std::vector<Case> cases = {
      {"/a/$A/b", "/a/</a/> $/data<$A> /b</b> "},
      {"\"/a\"b", "/a</a> b<b> "},
      {"a\\ b", "a<a>  <\\ > b<b> "},
      {"${U:-/v}/x", "$/v<${U:-/v}> /x</x> "},
      {"$X/x", "!<$X> /x</x> "},
      {"${U:-$X/y}", "!<${U:-$X/y}> $/y<${U:-$X/y}> "},
      {"${A#/}", "$data<${A#/}> "},
  };
  for (const Case& each : cases) {
    CAPTURE(each.word);
    CHECK(Expansion(each.word).runs() == each.expected);
  }
}

TEST_CASE("a value knows where it was defined") {
  const Expansion plain("$A");
  REQUIRE(plain.result().defined_at());
  CHECK(plain.written(*plain.result().defined_at()) == "/data");
  const Expansion fallback("${U:-/v}");
  REQUIRE(fallback.result().defined_at());
  CHECK(fallback.written(*fallback.result().defined_at()) == "/v");
  CHECK_FALSE(Expansion("/v").result().defined_at());
}

TEST_CASE("only a plain word may be edited") {
  CHECK(Expansion("/a").result().editable());
  CHECK(Expansion("\"/a\"").result().editable());
  CHECK_FALSE(Expansion("$A").result().editable());
  CHECK_FALSE(Expansion("${U:-/a}").result().editable());
}

TEST_CASE("errors stand at the narrowest place and leave nothing known") {
  const Expansion modifier("/a${A:=x}b");
  REQUIRE(modifier.errors().size() == 1);
  CHECK(modifier.written(modifier.errors()[0].span) == ":=");
  CHECK_FALSE(modifier.is_known());
  const Expansion required("/a${U:?no}b$");
  REQUIRE(required.errors().size() == 1);
  CHECK(required.written(required.errors()[0].span) == "${U:?no}");
}

TEST_CASE("what grows without end is not known") {
  std::string nested, repeated;
  for (int i = 0; i < 100; ++i) nested += "${U:-";
  for (int i = 0; i < 1000; ++i) repeated += "$A";
  const Expansion deep(nested + "x" + std::string(100, '}'));
  CHECK(deep.errors().empty());
  CHECK_FALSE(deep.is_known());
  const Expansion is_long(repeated);
  CHECK(is_long.errors().empty());
  CHECK_FALSE(is_long.is_known());
  const Expansion slow("${A##" + std::string(3 << 19, '*') + "}");
  CHECK(slow.errors().empty());
  CHECK_FALSE(slow.is_known());
}
