// Scripts as lists of simple commands.
#include <doctest/doctest.h>

#include <random>

#include <fmt/format.h>

#include "parsers/shell/script.h"

using namespace mountlint;

namespace {

struct Fixture {
  explicit Fixture(std::string text, std::vector<std::string> bodies = {}) : file(FileId{0}, "x", std::move(text)) {
    for (const std::string& body : bodies) texts.push_back(Text(arena.add({arena.keep(body), {}, {}})));
    const auto size = std::uint32_t(file.text().size());
    script = shell::parse_script(arena.source(file, {FileId{0}, 0, size}), arena, texts);
  }
  std::string place(Span span) const { return std::string(file.text(span)); }

  SourceFile file;
  TextArena arena;
  std::vector<Text> texts;
  shell::Script script;
};

std::string value_of(const shell::Word& word) {
  std::string out;
  for (const char c : word.value()) out += c == unknown_character ? '%' : c;
  return out;
}

std::string sign_of(shell::Join join) {
  constexpr const char* signs[] = {"", "&& ", "|| ", "| ", "& "};
  return signs[int(join)];
}

std::string scope_of(const shell::Script& script, std::uint32_t scope) {
  constexpr const char* signs[] = {"", "(", "?", "f"};
  std::string out;
  for (; scope != 0; scope = script.scopes[scope].parent) out = signs[int(script.scopes[scope].kind)] + out;
  return out.empty() ? out : out + ": ";
}

std::string shown(const shell::Redirection& redirection) {
  constexpr const char* signs[] = {"<", ">", ">>", "<>", ">&", "<<", "<<<"};
  std::string out = redirection.descriptor < 0 ? "" : std::to_string(redirection.descriptor);
  out += signs[int(redirection.direction)] + value_of(redirection.target);
  if (!redirection.body.empty()) out += fmt::format("[{}]", redirection.body.value());
  return out;
}

// "A=1 word|word|word >file", with `%` for each unknown part, and `?` in front where it may be left out.
std::string shown(const shell::Script& script, const shell::Command& command) {
  std::string out = scope_of(script, command.scope) + sign_of(command.join) + (command.conditional ? "?" : "");
  for (const shell::Word& word : command.assignments) out += value_of(word) + " ";
  for (std::size_t i = 0; i < command.words.size(); ++i) out += (i > 0 ? "|" : "") + value_of(command.words[i]);
  for (const shell::Redirection& redirection : command.redirections) out += " " + shown(redirection);
  return out;
}

std::vector<std::string> commands_of(const Fixture& fixture) {
  std::vector<std::string> out;
  for (const shell::Command& command : fixture.script.commands) out.push_back(shown(fixture.script, command));
  return out;
}

using Values = std::vector<std::string>;

struct Row {
  const char* text;
  Values commands;
};

void check(const Row& row) {
  CAPTURE(std::string(row.text));
  const Fixture fixture(row.text);
  CHECK(commands_of(fixture) == row.commands);
  CHECK(fixture.script.complete);
}

}  // namespace

TEST_CASE("words") {
  const Row table[] = {
      {"", {}},
      {" \t ", {}},
      {"a b\tc", {"a|b|c"}},
      {"a 'b c' \"d e\"", {"a|b c|d e"}},
      {"a\"b c\"'d'e", {"ab cde"}},
      {"a '' \"\"", {"a||"}},
      {"a\\ b \\\"c", {"a b|\"c"}},
      {"a 'b\\c' \"d\\e\\\"\\$f\"", {"a|b\\c|d\\e\"$f"}},
      {"a\\\nb c \\\n d", {"ab|c|d"}},
      {"a#b # c", {"a#b"}},
      {"# all of it", {}},
      {"a # one\nb", {"a", "b"}},
      {"a \"it's\" 'a \"b\"'", {"a|it's|a \"b\""}},
      {"a b\\", {"a|b\\"}},
      {"echo $", {"echo|$"}},
      {"a=b", {"a=b "}},
      {"A=1 B='2 3' c D=4", {"A=1 B=2 3 c|D=4"}},
      {"PATH+=:/x", {"PATH+=:/x "}},
      {"=x a-b=c", {"=x|a-b=c"}},
  };
  for (const Row& row : table) check(row);
}

TEST_CASE("what is not known") {
  const Row table[] = {
      {"a $X ${X} ${X:-/y} \"$X/b\"", {"a|%|%|%|%/b"}},
      {"a '$X' \\$X", {"a|$X|$X"}},
      {"a $(b c) `d e` $((1 + 2))", {"a|%|%|%"}},
      {"a \"$(b \"c d\")\" e", {"a|%|e"}},
      {"a $(b $(c ')') \")\") d", {"a|%|d"}},
      {"a $(case $x in b) c;; *) d;; esac) e", {"a|%|e"}},
      {"a $(case $x in (b) c;; esac; (f)) e", {"a|%|e"}},
      {"a $(echo case) b", {"a|%|b"}},
      {"a \"${X:-it's}\" b", {"a|%|b"}},
      {"a ${X:-${Y}} b", {"a|%|b"}},
      {"a *.txt /b/? [ab] x{1,2}", {"a|%.txt|/b/%|%ab]|x%1,2}"}},
      {"a '*' \"?\" \\*", {"a|*|?|*"}},
      {"find . -exec x {} \\;", {"find|.|-exec|x|{}|;"}},
      {"[ -f a ]", {"[|-f|a|]"}},
      {"cd ~ ~/b ~c a~b", {"cd|%|%/b|%c|a~b"}},
      {"a $'b c' d", {"a|%|d"}},
      {"diff <(a b) c", {"diff|%|c"}},
      {"x=(a b) y", {"x=% y"}},
      {"a $1 $@ $# $?x", {"a|%|%|%|%x"}},
  };
  for (const Row& row : table) check(row);
}

TEST_CASE("variables and patterns are named") {
  const Fixture fixture("a x$X/\"${Y_1}\" ${Z%/} *.c ~/d \"$Q\"");
  const auto& words = fixture.script.commands.at(0).words;
  REQUIRE(words.size() == 6);
  REQUIRE(words[1].variables.size() == 2);
  CHECK(words[1].variables[0].name == "X");
  CHECK(words[1].variables[0].at == 1);
  CHECK_FALSE(words[1].variables[0].quoted);
  CHECK(words[1].variables[1].name == "Y_1");
  CHECK(words[1].variables[1].at == 3);
  CHECK(words[1].variables[1].quoted);
  CHECK(words[1].splits);
  CHECK(words[2].variables.empty());
  CHECK(words[3].pattern);
  CHECK_FALSE(words[3].splits);
  CHECK(words[4].variables.at(0).name == "HOME");
  CHECK_FALSE(words[5].splits);
  CHECK(words[1].text.shown() == "x$X/${Y_1}");
}

TEST_CASE("operators join commands") {
  const Row table[] = {
      {"a; b & c\nd", {"a", "b", "& c", "d"}},
      {"a && b || c && d", {"a", "&& b", "|| ?c", "&& d"}},
      {"a | b |& c", {"a", "| b", "| c"}},
      {"a || b | c; d", {"a", "|| ?b", "| ?c", "d"}},
      {"a &&\n b", {"a", "&& b"}},
      {"[ -d a ] && b && c; d", {"[|-d|a|]", "&& ?b", "&& ?c", "d"}},
      {"[[ a && b < c ]] && d", {"[[|a|b|c|]]", "&& ?d"}},
      {"! a", {"a"}},
      {"a ! b", {"a|!|b"}},
  };
  for (const Row& row : table) check(row);
}

TEST_CASE("redirections") {
  const Row table[] = {
      {"a > b", {"a >b"}},
      {"a >b 2>&1 >>c", {"a >b 2>&1 >>c"}},
      {"> b a", {" >b"}},
      {"a &> b", {"a >b"}},
      {"a >& b", {"a >b"}},
      {"a >| b <> c < d", {"a >b <>c <d"}},
      {"a 2 >b a2>c", {"a|2|a2 >b >c"}},
      {"a <<< 'b c'", {"a <<<b c"}},
      {"(a; b) > c", {"(: a", "(: b", " >c"}},
      {"a > $X/b", {"a >%/b"}},
      {"a < <(b c)", {"a <%"}},
      {">b", {" >b"}},
  };
  // Words behind a redirection in front belong to the command.
  for (const Row& row : table)
    if (std::string(row.text) != "> b a") check(row);
  CHECK(commands_of(Fixture("> b a c")) == Values{"a|c >b"});
}

TEST_CASE("here-documents") {
  const Row table[] = {
      {"cat <<E > b\nx $Y\nE\nc", {"cat <<E[x $Y\n] >b", "c"}},
      {"cat <<-'E'\n\tx\n\tE\nc", {"cat <<E[\tx\n]", "c"}},
      {"a <<A <<B\n1\nA\n2\nB\nc", {"a <<A[1\n] <<B[2\n]", "c"}},
      {"a <<E && b\n; (\nE\nc", {"a <<E[; (\n]", "&& b", "c"}},
      {"a <<E\nnever closed", {"a <<E[never closed]"}},
      {"a <<E\r\nx\r\nE\r\nb", {"a <<E[x\r\n]", "b"}},
  };
  for (const Row& row : table) check(row);
  const Fixture outside("cat <<A > x && sh <<B", {"one\n", "two\n"});
  CHECK(commands_of(outside) == Values{"cat <<A[one\n] >x", "&& sh <<B[two\n]"});
}

TEST_CASE("compound commands") {
  const Row table[] = {
      {"(a && b); c", {"(: a", "(: && b", "c"}},
      {"a && (cd b; c) && d", {"a", "(: && cd|b", "(: c", "&& d"}},
      {"{ a; b; } && c", {"a", "b", "&& c"}},
      {"if a; then b; else c; fi; d", {"a", "?: ?b", "?: ?c", "d"}},
      {"if a; then b; elif c; then d; fi", {"a", "?: ?b", "?: ?c", "?: ?d"}},
      {"if a\nthen\nb\nfi\nc", {"a", "?: ?b", "c"}},
      {"for x in a b; do c $x; done && d", {"for|x|in|a|b", "?: ?c|%", "&& d"}},
      {"for ((i=0; i<3; i++)); do c; done", {"for", "?: ?c"}},
      {"while a; do b; done < c", {"a", "?: ?b", " <c"}},
      {"case $x in a|b) c ;; (d) e;; *) f; esac; g", {"case|%|in", "?: ?c", "?: ?e", "?: ?f", "g"}},
      {"case $x in\n  a)\n    b\n    ;;\nesac\nc", {"case|%|in", "?: ?b", "c"}},
      {"case x in esac", {"case|x|in"}},
      {"f() { a; }; b", {"f: a", "b"}},
      {"function f { a; }; b", {"f: a", "b"}},
      {"f() ( a )", {"f(: a"}},
      {"((x++)) && a", {"&& a"}},
      {"[ a ] && { b; c; }; d", {"[|a|]", "?: && ?b", "?: ?c", "d"}},
      {"echo if then fi", {"echo|if|then|fi"}},
      {"'if' a", {"if|a"}},
      {"(a; (b); c)", {"(: a", "((: b", "(: c"}},
  };
  for (const Row& row : table) check(row);
}

TEST_CASE("what is not understood ends the list") {
  const Row table[] = {
      {"a; b 'c", {"a", "b"}},
      {"a; b \"c", {"a", "b"}},
      {"a $(b", {"a"}},
      {"a `b", {"a"}},
      {"a; )", {"a"}},
      {"a; fi; b", {"a"}},
      {"if a; then b", {"a", "?: ?b"}},
      {"a b (c)", {"a|b"}},
      {"a >", {"a"}},
      {"a;; b", {"a"}},
      {"do a", {}},
  };
  for (const Row& row : table) {
    CAPTURE(std::string(row.text));
    const Fixture fixture(row.text);
    CHECK(commands_of(fixture) == row.commands);
    CHECK_FALSE(fixture.script.complete);
  }
}

TEST_CASE("places are exact") {
  const Fixture fixture("mkdir -p '/a b' && echo \"x\" >> /c\\ d # end");
  REQUIRE(fixture.script.commands.size() == 2);
  const shell::Command& mkdir = fixture.script.commands[0];
  CHECK(fixture.place(mkdir.words[2].text.span()) == "/a b");
  CHECK(fixture.place(mkdir.words[2].written.span()) == "'/a b'");
  CHECK(fixture.place(mkdir.place) == "mkdir -p '/a b'");
  const shell::Redirection& redirection = fixture.script.commands[1].redirections.at(0);
  CHECK(fixture.place(redirection.place) == ">>");
  CHECK(fixture.place(redirection.target.text.span()) == "/c\\ d");
  CHECK(fixture.place(fixture.script.commands[1].place) == "echo \"x\" >> /c\\ d");
}

TEST_CASE("names of assignments") {
  CHECK(shell::assigned_name("A_1=b") == "A_1");
  CHECK(shell::assigned_name("A+=b") == "A");
  CHECK(shell::assigned_name("1A=b").empty());
  CHECK(shell::assigned_name("A").empty());
  CHECK(shell::assigned_name("--a=b").empty());
}

namespace {

// Everything lies inside of the text, in order.
void check_places(const Fixture& fixture) {
  const auto size = std::uint32_t(fixture.file.text().size());
  std::uint32_t last = 0;
  for (const shell::Command& command : fixture.script.commands) {
    REQUIRE(command.place.valid());
    REQUIRE(command.place.begin >= last);
    REQUIRE(command.place.end <= size);
    last = command.place.begin;
    REQUIRE(command.scope < fixture.script.scopes.size());
    for (const shell::Word& word : command.words)
      for (const shell::VariableUse& use : word.variables) REQUIRE(word.value().at(use.at) == unknown_character);
  }
}

constexpr const char* everything =
    "set -ex; A=1 B=\"$(x 'y' \"${Z:-`q`}\")\" c && (cd /d || exit 1; e > f 2>&1) | g\n"
    "if [ -f x ]; then cat <<-EOF > y\n\tbody $X\n\tEOF\nelse for i in 1 2; do h \"$i\" *; done; fi\n"
    "case $k in a|b) l ;; *) m ;; esac; f() { n; }; [[ a < b ]] && { o; }\nx=(1 2) p <(q) $'r' ~/s # t\n";

}  // namespace

TEST_CASE("cut at every byte") {
  const std::string text = everything;
  CHECK(Fixture(text).script.complete);
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    check_places(Fixture(text.substr(0, size)));
  }
}

TEST_CASE("any bytes") {
  std::mt19937 random(7);
  const std::string pieces = std::string("'\"\\`$(){}[]<>|&;#\n\t *?~=!\x1A\r") + '\0' + "aX1/";
  for (int round = 0; round < 4000; ++round) {
    std::string text = round % 2 == 0 ? everything : "";
    for (int i = 0; i < 24; ++i) text.insert(random() % (text.size() + 1), 1, pieces[random() % pieces.size()]);
    CAPTURE(text);
    check_places(Fixture(text));
  }
}

TEST_CASE("deep and long scripts end in linear time") {
  constexpr std::size_t many = 200'000;
  const auto repeat = [](std::string_view piece) {
    std::string out;
    for (std::size_t i = 0; i < many; ++i) out += piece;
    return out;
  };
  for (const std::string_view piece :
       {"(", "$(", "\"$(",  "`",   "${",    "{ ",         "if a; then ", "a;",  "a<<E\n", "$x", "\"",
        "'", "\\", "a && ", ">b ", "f() {", "case a in ", "[",           "[[ ", "<(",     "$'"}) {
    CAPTURE(std::string(piece));
    const Fixture fixture(repeat(piece));
    CHECK(fixture.script.commands.size() <= many + 1);
  }
}
