// The format for people, as golden text.
#include <doctest/doctest.h>

#include "tests/linter/report_sample.h"

using namespace mountlint;

namespace {

const std::string two_services =
    "services:\n"
    "  db:\n"
    "    image: postgres\n"
    "    volumes:\n"
    "      - /data\n"
    "  web:\n"
    "    image: nginx\n"
    "    volumes:\n"
    "      - /data\n";

std::string shown(const Sample& sample, int width = 100) {
  report::Style style;
  style.width = width;
  return "\n" + report::text(sample.report, style);
}

// A finding about `needle` in a file that is only `line`.
std::string shown_line(const std::string& line, std::string_view needle, int width = 100) {
  Sample sample;
  const FileId file = sample.file("f", line);
  sample.add(sample_rule, sample.at(file, needle), "message");
  return shown(sample, width);
}

}  // namespace

TEST_CASE("a finding with help") {
  Sample sample;
  const FileId file = sample.file("compose.yaml", two_services);
  sample.add(sample_rule, sample.at(file, "/data"), "anonymous volume at `/data`").help =
      "give the volume a name\nand declare it";
  CHECK(shown(sample) == R"(
warning[anonymous-volume]: anonymous volume at `/data`
 --> compose.yaml:5:9
  |
5 |       - /data
  |         ^^^^^
  |
  = help: give the volume a name
          and declare it

)");
}

TEST_CASE("second places: near, one line between, far, in another file, and remarks") {
  Sample sample;
  const FileId file = sample.file("compose.yaml", two_services + "# ten\nvolumes: {}\n");
  const FileId dockerfile = sample.file("Dockerfile", "FROM alpine\nVOLUME /data\n");
  Finding& finding = sample.add(socket_rule, sample.at(file, "/data"), "message");
  finding.notes = {
      {sample.at(dockerfile, "VOLUME /data"), "declared here"},
      {sample.at(file, "image: postgres"), "of this image"},
      {sample.at(file, "volumes: {}"), "not declared here"},
      {{}, "a remark"},
  };
  finding.help = "do something";
  CHECK(shown(sample) == R"(
error[docker-socket]: message
  --> compose.yaml:5:9
   |
 3 |     image: postgres
   |     --------------- of this image
 4 |     volumes:
 5 |       - /data
   |         ^^^^^
...
11 | volumes: {}
   | ----------- not declared here
   |
  ::: Dockerfile:2:1
   |
 2 | VOLUME /data
   | ------------ declared here
   |
   = help: do something
   = note: a remark

)");
}

TEST_CASE("places on one line share an underline where their labels do not meet") {
  Sample sample;
  const FileId file = sample.file("compose.yaml", "volumes: [a:/x, b:/x, c:/x]\n");
  Finding& finding = sample.add(sample_rule, sample.at(file, "b:/x"), "message");
  finding.notes = {
      {sample.at(file, "a:/x"), "first"}, {sample.at(file, "c:/x"), "third"}, {sample.at(file, "/x, b"), ""}};
  CHECK(shown(sample) == R"(
warning[anonymous-volume]: message
 --> compose.yaml:1:17
  |
1 | volumes: [a:/x, b:/x, c:/x]
  |                 ^^^^
  |           ---- first
  |                       ---- third
  |             -----

)");
  finding.notes = {{sample.at(file, "c:/x"), "third"}};
  CHECK(shown(sample) == R"(
warning[anonymous-volume]: message
 --> compose.yaml:1:17
  |
1 | volumes: [a:/x, b:/x, c:/x]
  |                 ^^^^  ---- third

)");
}

TEST_CASE("a fix is named, unless the help says the same") {
  Sample sample;
  const FileId file = sample.file("f", "a\n");
  Finding& finding = sample.add(sample_rule, sample.at(file, "a"), "message");
  finding.fix = Fix{"write `b`", Applicability::unsafe, {{finding.span, "b"}}};
  CHECK(shown(sample).find("  = fix: write `b` (unsafe)\n") != std::string::npos);
  finding.fix->applicability = Applicability::safe;
  CHECK(shown(sample).find("  = fix: write `b`\n") != std::string::npos);
  finding.help = "write `b`";
  CHECK(shown(sample).find("fix:") == std::string::npos);
}

TEST_CASE("a span of several lines shows its first line") {
  Sample sample;
  const FileId file = sample.file("compose.yaml", two_services);
  sample.add(sample_rule, sample.at(file, "image: postgres\n    volumes:\n      - /data"), "message");
  sample.add(sample_rule, sample.at(file, "image: postgres\n"), "with its line break");
  CHECK(shown(sample) == R"(
warning[anonymous-volume]: message
 --> compose.yaml:3:5
  |
3 |     image: postgres
  |     ^^^^^^^^^^^^^^^…

warning[anonymous-volume]: with its line break
 --> compose.yaml:3:5
  |
3 |     image: postgres
  |     ^^^^^^^^^^^^^^^

)");
}

TEST_CASE("empty spans get one caret: at the end of a line, of the file, in an empty file") {
  Sample sample;
  const FileId file = sample.file("f", "ab\r\ncd\r\n");
  const FileId empty = sample.file("g", "");
  sample.add(sample_rule, {file, 2, 2}, "end of line");
  sample.add(sample_rule, {file, 8, 8}, "end of file");
  sample.add(sample_rule, {empty, 0, 0}, "empty");
  CHECK(shown(sample) == R"(
warning[anonymous-volume]: end of line
 --> f:1:3
  |
1 | ab
  |   ^

warning[anonymous-volume]: end of file
 --> f:3:1
  |
3 |
  | ^

warning[anonymous-volume]: empty
 --> g:1:1
  |
1 |
  | ^

)");
}

TEST_CASE("carets stand below wide, combining, tabbed and broken characters") {
  CHECK(shown_line("日本: x", "本") == R"(
warning[anonymous-volume]: message
 --> f:1:2
  |
1 | 日本: x
  |   ^^

)");
  CHECK(shown_line("e\u0301e\u0301: x", "x") ==
        "\nwarning[anonymous-volume]: message\n --> f:1:7\n  |\n"
        "1 | e\u0301e\u0301: x\n  |     ^\n\n");
  CHECK(shown_line("\t- 😀\tx", "x") ==
        "\nwarning[anonymous-volume]: message\n --> f:1:6\n  |\n"
        "1 |     - 😀    x\n  |             ^\n\n");
  CHECK(shown_line("\xEF\xBB\xBF"
                   "a: x",
                   "x") ==
        "\nwarning[anonymous-volume]: message\n --> f:1:4\n  |\n"
        "1 | a: x\n  |    ^\n\n");
  CHECK(shown_line("\xFF\xE2\x82 x\xE2\x82", "x") ==
        "\nwarning[anonymous-volume]: message\n --> f:1:5\n  |\n"
        "1 | \uFFFD\uFFFD\uFFFD x\uFFFD\uFFFD\n  |     ^\n\n");
}

TEST_CASE("nothing from the input moves the cursor or reorders letters") {
  Sample sample;
  const FileId file = sample.file("a\x1b[2J\u202E.yaml", "x: \x1b[31m\u202Ez\r\n");
  Finding& finding = sample.add(sample_rule, sample.at(file, "\x1b[31m"), "says \x1b]0;title\x07\n`\u2067`");
  finding.help = "type \x1b[1m";
  finding.notes = {{sample.at(file, "z"), "note \x1b[2K"}, {{}, "remark \u009b"}};
  CHECK(shown(sample) ==
        "\nwarning[anonymous-volume]: says ␛]0;title␇␊`\uFFFD`\n"
        " --> a␛[2J\uFFFD.yaml:1:4\n"
        "  |\n"
        "1 | x: ␛[31m\uFFFDz\n"
        "  |    ^^^^^ - note ␛[2K\n"
        "  |\n"
        "  = help: type ␛[1m\n"
        "  = note: remark \uFFFD\n\n");
}

TEST_CASE("a long line is trimmed around the place") {
  const std::string before(60, 'a'), after(60, 'z');
  CHECK(shown_line(before + " HERE " + after, "HERE", 44) == R"(
warning[anonymous-volume]: message
 --> f:1:62
  |
1 | ...aaaaaaaaaaaaaa HERE zzzzzzzzzzzzzz...
  |                   ^^^^

)");
  CHECK(shown_line("HERE " + after, "HERE", 44) == R"(
warning[anonymous-volume]: message
 --> f:1:1
  |
1 | HERE zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz...
  | ^^^^

)");
  CHECK(shown_line(before + " HERE", "HERE", 44) == R"(
warning[anonymous-volume]: message
 --> f:1:62
  |
1 | ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa HERE
  |                                     ^^^^

)");
  CHECK(shown_line(before + after, before + after, 44) == R"(
warning[anonymous-volume]: message
 --> f:1:1
  |
1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

)");
}

TEST_CASE("places far apart in a long line are shown each") {
  Sample sample;
  const FileId file = sample.file("f", "ONE " + std::string(5000, 'x') + " TWO");
  Finding& finding = sample.add(sample_rule, sample.at(file, "ONE"), "message");
  finding.notes = {{sample.at(file, "TWO"), "again"}};
  CHECK(shown(sample, 44) == R"(
warning[anonymous-volume]: message
 --> f:1:1
  |
1 | ONE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
  | ^^^
1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx TWO
  |                                      --- again

)");
}

TEST_CASE("no line is wider than the terminal, wherever the place is and whatever stands in the line") {
  std::string text;
  for (const char* part : {"日本", "\t", "e\u0301", "😀", "plain", "\xFF", "👩\u200D💻", "\x1b"})
    for (int i = 0; i < 40; ++i) text += part;
  const SourceFile measure(FileId{0}, "f", text);
  for (std::uint32_t at = 0; at <= text.size(); at += 3) {
    Sample sample;
    sample.add(sample_rule, {sample.file("f", text), at, static_cast<std::uint32_t>(text.size())}, "m");
    const std::string out = shown(sample, 50);
    CAPTURE(at);
    const std::size_t carets = out.find("\n  | ", out.find("\n1 | "));
    REQUIRE(carets != std::string::npos);
    const std::string line = out.substr(carets + 1, out.find('\n', carets + 1) - carets - 1);
    CHECK(line.size() <= 50);
    CHECK(line.find('^') != std::string::npos);
  }
}

TEST_CASE("a line of 100 KB, and a thousand notes, do not flood") {
  Sample sample;
  const std::string half(50000, 'x');
  const FileId file = sample.file("f", half + "HERE" + half + "\nb\n");
  Finding& finding = sample.add(sample_rule, sample.at(file, "HERE"), "message");
  for (int i = 0; i < 1000; ++i) finding.notes.push_back({sample.at(file, "b"), "note"});
  const std::string out = shown(sample);
  CHECK(out.size() < 1000);
  CHECK(out.find("HERE") != std::string::npos);
  CHECK(out.find("  = note: and 994 more\n") != std::string::npos);
}

TEST_CASE("without a place there is only the header") {
  Sample sample;
  sample.add(quiet_rule, {}, "message").help = "help";
  sample.add(quiet_rule, {FileId{7}, 1, 2}, "of a file that is not there");
  CHECK(shown(sample) == R"(
info[single-file-bind]: message
  = help: help

info[single-file-bind]: of a file that is not there

)");
}

TEST_CASE("colours and links only where they are asked for") {
  Sample sample;
  const FileId file = sample.file("f", "x\n");
  sample.add(socket_rule, sample.at(file, "x"), "message").help = "help";
  report::Style style;
  style.links = true;
  CHECK(report::text(sample.report, style).find('\x1b') == std::string::npos);
  style.color = true;
  CHECK(report::text(sample.report, style) ==
        "\x1b[1;31merror[\x1b[0m"
        "\x1b]8;;https://github.com/mountlint/mountlint/blob/main/rules/docs/docker-socket.md\x1b\\"
        "\x1b[1;31mdocker-socket\x1b[0m\x1b]8;;\x1b\\\x1b[1;31m]\x1b[0m\x1b[1m: message\x1b[0m\n"
        " \x1b[1;34m-->\x1b[0m f:1:1\n"
        "\x1b[1;34m  |\x1b[0m\n"
        "\x1b[1;34m1 |\x1b[0m x\n"
        "\x1b[1;34m  |\x1b[0m \x1b[1;31m^\x1b[0m\n"
        "\x1b[1;34m  |\x1b[0m\n"
        "  \x1b[1;34m=\x1b[0m \x1b[1;36mhelp:\x1b[0m help\n\n");
  style.links = false;
  CHECK(report::text(sample.report, style).find("]8;;") == std::string::npos);
}

TEST_CASE("an unknown width is a usual one, and a tiny one does no harm") {
  const std::string line = std::string(200, 'a') + "HERE" + std::string(200, 'b');
  CHECK(shown_line(line, "HERE", 0) == shown_line(line, "HERE", 100));
  CHECK(shown_line(line, "HERE", -5) == shown_line(line, "HERE", 100));
  CHECK(shown_line(line, "HERE", 1).find("HERE") != std::string::npos);
}

TEST_CASE("min_severity hides what is below, everywhere") {
  Sample sample;
  const FileId file = sample.file("f", "x\n");
  sample.add(socket_rule, sample.at(file, "x"), "an error");
  sample.add(quiet_rule, sample.at(file, "x"), "an info");
  report::Style style;
  style.min_severity = Severity::warning;
  for (const auto write : {report::text, report::concise, report::json, report::github, report::sarif}) {
    const std::string out = write(sample.report, style);
    CHECK(out.find("an error") != std::string::npos);
    CHECK(out.find("an info") == std::string::npos);
    CHECK(write(sample.report, {}).find("an info") != std::string::npos);
  }
}

TEST_CASE("nothing found, nothing written") {
  const Sample sample;
  CHECK(report::text(sample.report, {}).empty());
  CHECK(report::concise(sample.report, {}).empty());
  CHECK(report::github(sample.report, {}).empty());
}
