// What BuildKit refuses only while it builds a stage: tables of values, and its recorded answers where they lie beside
// the checkout.
#include <doctest/doctest.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parsers/dockerfile/check_options.h"
#include "parsers/dockerfile/file_modes.h"
#include "parsers/dockerfile/git_urls.h"
#include "parsers/dockerfile/image_names.h"
#include "parsers/dockerfile/limits.h"
#include "parsers/dockerfile/platforms.h"
#include "parsers/dockerfile/ports.h"
#include "parsers/dockerfile/signals.h"
#include "parsers/dockerfile/stage_graph.h"
#include "parsers/dockerfile/transfer_checks.h"
#include "parsers/dockerfile/windows_paths.h"
#include "tests/parsers/dockerfile_tree.h"

using namespace mountlint;
using namespace mountlint::dockerfile;
using nlohmann::json;

namespace {

// A value as it stands in a file, `~` for a part that is not known. What is said of it, with the bytes it marks.
struct Case {
  std::string value;
  std::string expected;  // `marked: message [help] -> replacement`; empty: nothing
};

class Value {
 public:
  explicit Value(std::string_view bytes) : source_(make_source(std::string(bytes))) {
    TextBuilder out(texts_);
    for (std::uint32_t i = 0; i < bytes.size(); ++i) {
      const Span span{FileId{7}, i, i + 1};
      bytes[i] == '~' ? out.unknown(span, "~") : out.source(bytes.substr(i, 1), span);
    }
    text_ = out.finish(source_->content());
  }

  const Text& text() const { return text_; }

  std::string show(const SyntaxErrors& errors) const {
    std::string out;
    for (const SyntaxError& error : errors) {
      CHECK(error.layer == Layer::dispatch);
      out += out.empty() ? "" : "; ";
      out += fmt::format("{}: {}", source_->text().substr(error.span.begin, error.span.size()), error.message);
      if (!error.help.empty()) out += " [" + error.help + ']';
      if (error.replacement) out += " -> " + *error.replacement;
    }
    return out;
  }

 private:
  SourcePtr source_;
  TextArena texts_;
  Text text_;
};

template <class Check>
void check_values(Check check, const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    CAPTURE(each.value);
    const Value value(each.value);
    SyntaxErrors errors;
    check(value.text(), errors);
    CHECK(value.show(errors) == each.expected);
  }
}

std::string graph(std::string text) {
  File file = parse(make_source(std::move(text)));
  CHECK(dump_errors(file) == "");
  check_stage_graph(file, file.errors);
  return dump_errors(file);
}

}  // namespace

TEST_CASE("ports") {
  const std::string no_port = "is no port: it is a number up to 65535, or two with `-`";
  check_values(
      check_port,
      {{"80", ""},
       {"080/TCP", ""},
       {"+80", ""},
       {"80/", ""},
       {"0", ""},
       {"80-90/udp", ""},
       {"8080:80", ""},
       {"1-3:80", ""},
       {"::80", ""},
       {"127.0.0.1:8080:80", ""},
       {"[::1]:8080:80", ""},
       {"::1:8080:80", ""},
       {"80 81/udp", ""},
       {"", ""},
       {"~/foo", ""},
       {"65536", "65536: `65536` " + no_port},
       {"-1", "-1: `-1` " + no_port},
       {"90-80", "90-80: `90-80` " + no_port},
       {"80-", "80-: `80-` " + no_port},
       {"80,81", "80,81: `80,81` " + no_port + " [separate ports with blanks]"},
       {"x:80/tcp", "x: `x` " + no_port},
       {"8080:http/tcp", "http: `http` " + no_port},
       {"/tcp", "/tcp: `/tcp` has no port"},
       {"80/upd", "upd: `upd` is no protocol of a port: use `tcp`, `udp` or `sctp` [did you mean `udp`?] -> udp"},
       {"80-90:80-85", "80-90:80-85: the ranges `80-90` and `80-85` differ in length"},
       {"1.2.3:1:2", "1.2.3: `1.2.3` is no IP address"},
       {"[::1:80:80", "[::1: `[::1` is no IP address"}});
}

TEST_CASE("signals") {
  check_values(check_signal, {{"SIGTERM", ""},
                              {"term", ""},
                              {"9", ""},
                              {"-1", ""},
                              {"999", ""},
                              {"SIGRTMIN+15", ""},
                              {"RTMAX-14", ""},
                              {"SIG~", ""},
                              {"SIGRTMIN+16", "SIGRTMIN+16: `SIGRTMIN+16` is no signal"},
                              {"0", "0: `0` is no signal"},
                              {"", ": the signal of `STOPSIGNAL` is empty"},
                              {"SIGTREM", "SIGTREM: `SIGTREM` is no signal [did you mean `SIGTERM`?] -> SIGTERM"},
                              {"SIGTERM SIGINT",
                               "SIGTERM SIGINT: `SIGTERM SIGINT` is no signal [`STOPSIGNAL` takes one signal, and "
                               "everything behind it belongs to its name]"}});
}

TEST_CASE("platforms") {
  const auto check = [](const Text& value, SyntaxErrors& errors) { check_platform(value, value, errors); };
  check_values(check, {{"linux", ""},
                       {"amd64", ""},
                       {"X86_64", ""},
                       {"linux/arm/v7", ""},
                       {"foo/bar", ""},
                       {"windows(10.0.17763)/amd64", ""},
                       {"", ""},
                       {"~/", ""},
                       {"foo", "foo: `foo` is neither an operating system nor an architecture"},
                       {"amd46",
                        "amd46: `amd46` is neither an operating system nor an architecture "
                        "[did you mean `amd64`?] -> amd64"},
                       {"linux/", "linux/: a part of the platform `linux/` is empty"},
                       {"linux/a.b", "a.b: `a.b` cannot be part of a platform"},
                       {"a/b/c/d", "a/b/c/d: a platform has at most three parts: `os/arch/variant`"}});
  const Value written("$X"), nothing("");
  SyntaxErrors errors;
  check_platform(written.text(), nothing.text(), errors);
  CHECK(nothing.show(errors) == ": the platform `$X` is empty");
}

TEST_CASE("image names") {
  constexpr std::string_view stages[] = {"build", "runtime"};
  const auto check = [&](const Text& value, SyntaxErrors& errors) { check_image_name(value, stages, errors); };
  const std::string digits(64, 'a');
  const std::string tag_help =
      " [a tag holds at most 128 letters, digits, `_`, `.` and `-`, and does not begin with `.` or `-`]";
  check_values(
      check, {{"debian", ""},
              {"scratch", ""},
              {"0", ""},
              {"debian:Bookworm", ""},
              {"localhost:5000/a", ""},
              {"ghcr.io/a/b__c:d", ""},
              {"GHCR.io/a-.b", "a-.b: `GHCR.io/a-.b` is no image name"},
              {"Registry/a", ""},
              {"[::1]:80/a", ""},
              {"a.b_c/d", ""},
              {"debian:12@sha256:" + digits, ""},
              {"debian:~", ""},
              {"Debian", "Debian: `Debian` is no image name: it must be in lower case [write `debian`] -> debian"},
              {"ghcr.io/A/b:c", "A/b: `A/b` is no image name: it must be in lower case [write `a/b`] -> a/b"},
              {"Build", "Build: `Build` is no image name: it must be in lower case [did you mean `build`?] -> build"},
              {"_buidl", "_buidl: `_buidl` is no image name [did you mean `build`?] -> build"},
              {"a//b", "a//b: `a//b` is no image name"},
              {"a$", "a$: `a$` is no image name"},
              {"[debian]", "[debian]: `[debian]` is no image name"},
              {digits, digits + ": `" + digits + "` is no image name"},
              {"https://a/b", "https://a/b: `https://a/b` is no image name: it must not begin with `https://`"},
              {"debian:", "debian:: `debian:` is no image name: the tag is empty"},
              {":12", ":12: `:12` is no image name"},
              {"debian:-x", "-x: `-x` is no tag of an image" + tag_help},
              {"debian@sha256:123", "sha256:123: `sha256:123` is no digest: `sha256` has 64 hexadecimal digits, not 3"},
              {"debian@sha257:" + digits,
               "sha257:" + digits + ": `sha257:" + digits + "` is no digest: the algorithm `sha257` is not known"}});
}

TEST_CASE("modes of files") {
  const std::string number = " [an octal mode lies between 0 and 07777]";
  const std::string other = " [write an octal mode such as `0755`, or `u=rwX,go=rX`]";
  check_values(check_chmod, {{"755", ""},
                             {"7777", ""},
                             {"+x", ""},
                             {"u=rwX,go=rX", ""},
                             {"go=u-w", ""},
                             {"", ""},
                             {"8~", ""},
                             {"888", "888: `888` is no file mode" + number},
                             {"10000", "10000: `10000` is no file mode" + number},
                             {"0o755", "0o755: `0o755` is no file mode" + number},
                             {"abc", "abc: `abc` is no file mode" + other},
                             {"u+q", "u+q: `u+q` is no file mode" + other},
                             {"u=7", "u=7: `u=7` is no file mode" + other},
                             {"u+x,", "u+x,: `u+x,` is no file mode" + other},
                             {"-1", "-1: `-1` is no file mode" + other}});
}

TEST_CASE("paths in Windows stages") {
  check_values(check_windows_path, {{"C:\\a", ""},
                                    {"c:a", ""},
                                    {"/a", ""},
                                    {"a", ""},
                                    {"~:/a", ""},
                                    {"C:", "C:: `C:` names a drive and no path on it"},
                                    {"D:/a", "D:/a: the path `D:/a` does not lie on drive `C:`"},
                                    {"//srv/a", "//srv/a: the path `//srv/a` lies on another machine"}});
}

TEST_CASE("queries of Git URLs") {
  const auto check = [](const Text& value, SyntaxErrors& errors) { read_git_query(value, errors); };
  const std::string git = "https://a.b/c.git";
  check_values(check, {{git + "?branch=c&subdir=d", ""},
                       {git + "?keep-git-dir&submodules=0&checksum=abc&fetch-by-commit=true", ""},
                       {git + "?ref=x#x:y", ""},
                       {git + "?tag=v1#refs/tags/v1", ""},
                       {git + "?foo=1", "foo: the URL of a Git repository takes no `foo`"},
                       {git + "?brunch=1",
                        "brunch: the URL of a Git repository takes no `brunch` [did you mean `branch`?] -> branch"},
                       {git + "?keep-git-dir=maybe", "maybe: `keep-git-dir` takes `true` or `false`, not `maybe`"},
                       {git + "?submodules=x", "x: `submodules` takes `true` or `false`, not `x`"},
                       {git + "?ref=", "ref: `ref` has no value in the query of this URL"},
                       {git + "?ref=a&ref=a", "ref=a: `ref` is given twice in the query of this URL"},
                       {git + "?ref=x#y:z", "x: this URL names both `y` and `x`"},
                       {git + "?subdir=x#y:z", "x: this URL names both `z` and `x`"},
                       {git + "?ref=x&branch=y", "y: this URL names both `x` and `y`"},
                       {git + "?branch=y&tag=z", "y: this URL names both `z` and `y`"}});
}

TEST_CASE("kinds of sources") {
  const std::vector<std::pair<std::string, SourceKind>> cases = {{"a", SourceKind::local},
                                                                 {"./a.git", SourceKind::local},
                                                                 {"github.com/a/b", SourceKind::local},
                                                                 {"ftp://x/a", SourceKind::local},
                                                                 {"HTTPS://x/a", SourceKind::local},
                                                                 {"https://x", SourceKind::url},
                                                                 {"https://x/a.git/b", SourceKind::url},
                                                                 {"https://x/a.git#b:c", SourceKind::git},
                                                                 {"HTTPS://x/a.git", SourceKind::git},
                                                                 {"git://x/a", SourceKind::git},
                                                                 {"ssh://git@x/a", SourceKind::git},
                                                                 {"git@x.y:a/b.git", SourceKind::git},
                                                                 {"~", SourceKind::local}};
  for (const auto& [source, kind] : cases) {
    CAPTURE(source);
    CHECK(source_kind(Value(source).text()) == kind);
  }
}

TEST_CASE("options of check") {
  check_values([](const Text& value, SyntaxErrors& errors) { read_check_options(value, errors); },
               {{"skip=all;error=T", ""},
                {"skip=all // why", ""},
                {"", ""},
                {"skip=all;", "skip=all;: an option of `check` is empty"},
                {"skip", "skip: the option `skip` of `check` has no value [write `skip=..`, without blanks]"},
                {"Skip=all", "Skip: `check` has no option `Skip` [did you mean `skip`?] -> skip"},
                {"ignore=all", "ignore: `check` has no option `ignore`"},
                {"error=yes", "yes: the option `error` of `check` takes `true` or `false`, not `yes`"},
                {"skip=a;skip=b;error=false;skip=c",
                 "false;skip=c: the option `error` of `check` takes `true` or `false`, not `false;skip=c`"}});
  SyntaxErrors errors;
  const Value value("skip=A,B;experimental=all;error=1");
  const CheckOptions options = read_check_options(value.text(), errors);
  CHECK(errors.empty());
  CHECK_FALSE(options.skip_all);
  REQUIRE(options.skip.size() == 2);
  CHECK(options.skip[1].value() == "B");
  CHECK(options.experimental_all);
  CHECK(options.error);
}

TEST_CASE("the directive check is read where BuildKit finds it") {
  const auto errors = [](const char* text) { return dump_errors(parse(make_source(text))); };
  CHECK(errors("# check=foo=1\nFROM a") == "1:9-12 `check` has no option `foo`\n");
  CHECK(errors("#!/bin/x\n# check=foo=1\nFROM a") == "2:9-12 `check` has no option `foo`\n");
  CHECK(errors(" # check=foo=1\nFROM a") == "");
  CHECK(errors(" # escape=`\n# check=foo=1\nFROM a") == "");
  CHECK(errors("# a\n# check=foo=1\nFROM a") == "");
}

TEST_CASE("the stage graph") {
  const std::string variable =
      " `--from` cannot hold a variable or quotes [name a stage here, and use the variable in its `FROM`]\n";
  CHECK(graph("FROM d AS a\nFROM b\nCOPY --from=A /x /y\nCOPY --from=+0 /x /y\nRUN --mount=from=a,target=/m x") == "");
  CHECK(graph("FROM d\nCOPY --from=nginx /x /y\nCOPY --from=1 /x /y\nCOPY --from=0x0 /x /y") == "");
  CHECK(graph("FROM d\nRUN --mount=type=cache,target=/c x\nCOPY --from=1 /x /y") == "");
  CHECK(graph("FROM d\nRUN --mount=from=7,target=/c x") == "");
  CHECK(graph("FROM d\nCOPY --from=$S /x /y") == "2:13-15" + variable);
  CHECK(graph("FROM d\nCOPY --from='\"a\"' /x /y") == "2:14-17" + variable);
  CHECK(graph("FROM d\nCOPY --from=1 /x /y") ==
        "2:13-14 there is no stage number 1 [the only stage has the number 0]\n");
  CHECK(graph("FROM d\nFROM e\nCOPY --from=-1 /x /y") ==
        "3:13-15 there is no stage number -1 [the stages have the numbers 0 to 1]\n");
  CHECK(graph("FROM d AS a\nCOPY --from=a /x /y") == "2:13-14 a stage cannot copy from itself\n");
  CHECK(graph("FROM d\nCOPY --from=0 /x /y") == "2:13-14 a stage cannot copy from itself\n");
  CHECK(graph("FROM d\nCOPY --from=b /x /y\nFROM e AS b") ==
        "2:13-14 cannot copy from stage `b`: it comes later in this file\n");
  CHECK(graph("FROM d\nCOPY --from=1 /x /y\nFROM e") ==
        "2:13-14 cannot copy from stage number 1: it comes later in this file\n");
  CHECK(graph("FROM d AS a\nRUN --mount=from=b,target=/m x\nFROM e AS b\nCOPY --from=a /x /y") ==
        "2:18-19 this stage and stage `b` need each other\n");
  CHECK(graph("FROM d AS a\nRUN --mount=from=a,target=/m x") == "2:18-19 a stage cannot mount from itself\n");
  CHECK(graph("FROM d AS build\nFROM e\nCOPY --from=_buidl /x /y") ==
        "3:13-19 `_buidl` is no image name [did you mean `build`?] -> build\n");
}

TEST_CASE("a graph of many stages is judged at once") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += fmt::format("FROM d AS s{}\nCOPY --from=s{} /x /y\n", i, 19'999 - i);
  const File file = parse(make_source(std::move(text)));
  SyntaxErrors errors;
  check_stage_graph(file, errors);
  for (const Stage& stage : file.stages) check_base_image(file, stage, file.from(stage).image, errors);
  CHECK(errors.size() > 100);
  CHECK(errors.size() <= most_errors);
}

TEST_CASE("the image of FROM") {
  const File file = parse(make_source("FROM d AS a\nFROM A\nFROM $X"));
  SyntaxErrors errors;
  check_base_image(file, file.stages[1], Value("a").text(), errors);
  CHECK(errors.empty());
  check_base_image(file, file.stages[1], file.from(file.stages[1]).image, errors);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].message == "`A` is no image name: it must be in lower case");
  check_base_image(file, file.stages[2], Value("").text(), errors);
  REQUIRE(errors.size() == 2);
  CHECK(errors[1].message == "the image `$X` of `FROM` is empty");
}

namespace {

Transfer transfer(bool add, const Value& source, const Value& destination) {
  Transfer out;
  out.add = add;
  out.sources = {source.text()};
  out.destination = destination.text();
  return out;
}

}  // namespace

TEST_CASE("ADD and COPY") {
  const Value path("a"), url("https://x/a"), git("https://x/a.git?checksum=bb&keep-git-dir=0"), drive("D:/x"),
      flag("me:us");
  const auto errors = [](const Transfer& transfer) {
    SyntaxErrors out;
    check_transfer(transfer, out);
    REQUIRE(out.size() <= 1);
    return out.empty() ? std::string() : out[0].message;
  };
  CHECK(errors(transfer(false, path, drive)) == "");
  CHECK(errors(transfer(true, url, path)) == "");
  CHECK(errors(transfer(true, git, path)) == "");
  CHECK(errors(transfer(false, url, path)) == "`COPY` cannot take a URL as a source");
  CHECK(errors(transfer(false, git, path)) == "`COPY` cannot take a Git repository as a source");

  Transfer windows = transfer(false, path, drive);
  windows.windows = true;
  CHECK(errors(windows) == "the path `D:/x` does not lie on drive `C:`");

  Transfer chown = transfer(false, path, path);
  chown.chown = flag.text();
  CHECK(errors(chown) == "");
  chown.link = true;
  CHECK(errors(chown) == "with `--link`, `--chown` takes the number of a user, not `me`");

  Transfer checksum = transfer(true, path, path);
  checksum.checksum = path.text();
  CHECK(errors(checksum) == "`--checksum` works with URLs and Git repositories only");
  checksum.sources = {url.text()};
  CHECK(errors(checksum) == "`a` is no digest: it has the form `sha256:` and 64 hexadecimal digits");
  checksum.sources = {git.text()};
  CHECK(errors(checksum) == "the checksum `bb` contradicts `a`");
  checksum.sources = {url.text(), url.text()};
  CHECK(errors(checksum) == "`--checksum` works with one source, not with 2");

  Transfer keep = transfer(true, git, path);
  keep.keep_git_dir = true;
  CHECK(errors(keep) == "`keep-git-dir` of this URL contradicts the one before it");
}

namespace {

const std::filesystem::path answers = std::filesystem::path(MOUNTLINT_SOURCE_DIR) / "../shared/conformance/dockerfile";

// The parts of BuildKit's texts that tell our errors from those of other layers and files.
bool is_ours(const std::string& text) {
  if (text.find("dockerfile parse error") == 0) return false;
  for (const char* part : {"invalid containerPort",
                           "invalid hostPort",
                           "invalid port:",
                           "invalid IP address",
                           "invalid ranges",
                           "invalid signal",
                           "failed to parse stage name",
                           "should not be blank",
                           "empty platform",
                           "failed to parse platform",
                           "chmod parameter",
                           "invalid syntax",
                           "--chown=",
                           "checksum",
                           "source can't be",
                           "keep-git-dir",
                           "submodules value",
                           "unexpected query",
                           "ref conflicts",
                           "branch conflicts",
                           "drive letter",
                           "stage index",
                           "cannot copy from",
                           "circular dependency",
                           "variable expansion is not supported for --from",
                           "invalid check option",
                           "failed to parse check"})
    if (text.find(part) != text.npos) return true;
  return false;
}

// Judges the values that BuildKit expanded.
class Recorded {
 public:
  Recorded(const json& answer, const File& file) : answer_(answer), file_(file) {}

  SyntaxErrors errors() {
    check_stage_graph(file_, errors_);
    for (const json& node : answer_.value("expanded", json::array())) check(node);
    return errors_;
  }

 private:
  const Text& keep(const json& value) { return kept_.emplace_back(value.get<std::string>()).text(); }

  std::optional<Text> field(const json& node, const std::string& name) {
    for (const json& value : node["values"])
      if (value["field"] == name && value.contains("value")) return keep(value["value"]);
    return std::nullopt;
  }

  void check(const json& node) {
    const std::string type = node["type"];
    if (node.contains("onbuild") || type == "onbuild") return;
    const std::size_t at = node["node"];
    if (type == "from") check_from(node, at);
    if (type == "expose") check_expose(node);
    if (type == "stopsignal") check_signal(*field(node, "signal"), errors_);
    if (type == "workdir" && windows_) {
      if (const auto dir = field(node, "dir")) check_windows_path(*dir, errors_);
    }
    if (type == "add" || type == "copy") check_files(node, file_.instructions.at(at));
  }

  void check_from(const json& node, std::size_t at) {
    for (const Stage& stage : file_.stages) {
      if (stage.first != at) continue;
      const auto base = field(node, "base");
      if (base) check_base_image(file_, stage, *base, errors_);
      const auto platform = field(node, "platform");
      if (base) windows_ = node.contains("fromStage") && windows_;
      if (platform) check_platform(*file_.from(stage).platform, *platform, errors_);
      if (platform) windows_ = platform->value().starts_with("windows");
    }
  }

  void check_expose(const json& node) {
    for (const json& value : node["values"])
      if (value.contains("words"))
        for (const json& word : value["words"]) check_port(keep(word), errors_);
      else if (value.contains("value"))
        check_port(keep(value["value"]), errors_);
  }

  void check_files(const json& node, const Instruction& instruction) {
    Transfer transfer = make_transfer(instruction);
    transfer.windows = windows_;
    for (int i = 0; const auto source = field(node, fmt::format("source{}", i)); ++i)
      transfer.sources.push_back(*source);
    for (const Heredoc& heredoc : instruction.heredocs) transfer.heredocs.push_back(heredoc.name);
    transfer.destination = field(node, "dest").value_or(Text());
    transfer.chown = field(node, "chown");
    transfer.chmod = field(node, "chmod");
    transfer.checksum = field(node, "checksum");
    check_transfer(transfer, errors_);
  }

  const json& answer_;
  const File& file_;
  SyntaxErrors errors_;
  std::deque<Value> kept_;
  bool windows_ = false;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

}  // namespace

TEST_CASE("the recorded answers of BuildKit") {
  std::ifstream in(answers / "answers.jsonl");
  if (!in) return (void)(std::cout << "SKIPPED: no recorded answers beside the checkout\n");
  // Flags are read byte by byte there.
  const std::set<std::string> differ = {"bytes/utf8-byte-85-in-flag.Dockerfile"};
  int compared = 0, wrong = 0;
  for (std::string line; std::getline(in, line);) {
    const json answer = json::parse(line);
    const std::string path = answer["path"];
    const json checks = answer.value("checks", json::object());
    const std::string error = checks.contains("error") ? checks["error"]["text"].get<std::string>() : "";
    if (differ.contains(path) || (!error.empty() && !is_ours(error))) continue;
    const SourcePtr source = make_source(read(answers / "cases" / path));
    const File file = parse(source);
    const SyntaxErrors found = Recorded(answer, file).errors();
    const bool in_directive = error.find("check option") != error.npos;
    const std::string message = found.empty() ? "" : found[0].message;
    CAPTURE(path);
    CAPTURE(message);
    CAPTURE(error);
    CHECK((found.empty() && !(in_directive && !file.errors.empty())) == error.empty());
    compared += 1;
    wrong += !error.empty();
  }
  CHECK(compared > 1400);
  CHECK(wrong > 100);
  std::cout << fmt::format("dispatch checks: {} files compared, {} of them wrong\n", compared, wrong);
}

// Their values are not recorded; what BuildKit accepts as a whole has a right graph, and images that are written out.
TEST_CASE("the stages of real projects") {
  std::ifstream in(answers / "corpus.jsonl");
  if (!in) return (void)(std::cout << "SKIPPED: no recorded answers beside the checkout\n");
  int compared = 0;
  for (std::string line; std::getline(in, line);) {
    const json answer = json::parse(line);
    const std::string path = answer["path"];
    if (answer.value("checks", json::object()).contains("error")) continue;
    const File file = parse(make_source(read(answers / "../../corpus" / path)));
    SyntaxErrors errors;
    check_stage_graph(file, errors);
    for (const Stage& stage : file.stages)
      if (file.from(stage).image.value().find_first_of("$\"'\\") == std::string_view::npos)
        check_base_image(file, stage, file.from(stage).image, errors);
    CAPTURE(path);
    CHECK((errors.empty() ? "" : errors[0].message) == "");
    ++compared;
  }
  CHECK(compared > 2500);
  std::cout << fmt::format("dispatch checks: {} files of real projects compared\n", compared);
}
