// .dockerignore files, against answers that were recorded by running moby/patternmatcher v0.6.0 (ignorefile.ReadAll,
// New, and MatchesUsingParentResults from directory to directory, as BuildKit walks a context).
#include "parsers/dockerfile/dockerignore.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace mountlint;
using namespace mountlint::dockerfile;

namespace {

Dockerignore reading(const std::string& text) { return Dockerignore(SourceFile(FileId{3}, ".dockerignore", text)); }

std::string answer(const std::string& text, const nlohmann::json& paths) {
  const Dockerignore ignore = reading(text);
  if (!ignore.errors().empty()) return "error";
  std::string out;
  for (const auto& path : paths)
    if (ignore.excludes(path.get<std::string>())) out += path.get<std::string>() + '|';
  return out;
}

std::string recorded(const nlohmann::json& line) {
  if (line.contains("error")) return "error";
  std::string out;
  for (const auto& path : line.at("excluded")) out += path.get<std::string>() + '|';
  return out;
}

// The places of the patterns, and of what is wrong.
std::string places(const std::string& text) {
  const Dockerignore ignore = reading(text);
  std::string out;
  for (const auto& line : ignore.lines()) out += fmt::format("{}-{} ", line.span.begin, line.span.end);
  for (const SyntaxError& error : ignore.errors()) out += fmt::format("wrong:{}-{} ", error.span.begin, error.span.end);
  return out;
}

}  // namespace

TEST_CASE("recorded answers") {
  std::ifstream in(MOUNTLINT_SOURCE_DIR "/tests/conformance/dockerignore/answers.jsonl");
  std::string line;
  REQUIRE(std::getline(in, line));
  const nlohmann::json paths = nlohmann::json::parse(line).at("paths");
  int compared = 0, not_judged = 0;
  while (std::getline(in, line)) {
    const nlohmann::json expected = nlohmann::json::parse(line);
    const std::string text = expected.at("text");
    const Dockerignore ignore = reading(text);
    if (ignore.errors().empty() && !ignore.complete()) {
      ++not_judged;
      continue;
    }
    CAPTURE(text);
    CHECK(answer(text, paths) == recorded(expected));
    ++compared;
  }
  CHECK(compared > 1200);
  CHECK(not_judged < 60);
}

TEST_CASE("each pattern has its place") {
  const std::pair<const char*, const char*> cases[] = {
      {"a\n\n# x\n  b  \n!c\r\n", "0-1 9-10 13-15 "},
      {"\xEF\xBB\xBF# x\na", "7-8 "},
      {"\xC2\xA0"
       "a\xC2\xA0\n",
       "2-3 "},
      {" # no comment", "1-13 "},
      {"a\n ! \n[\nb", "0-1 8-9 wrong:3-4 wrong:6-7 "},
      {"[z-a]", "wrong:0-5 "},
      {"/", "0-1 "},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(places(text) == expected);
  }
}

TEST_CASE("a line that is wrong leaves the others, and the list incomplete") {
  const Dockerignore ignore = reading("a\n[\n");
  CHECK_FALSE(ignore.complete());
  CHECK(ignore.excludes("a/b"));
  CHECK_FALSE(reading("\\x61").complete());
  CHECK(reading("\\x61").errors().empty());
  CHECK(reading("*\n!a").complete());
}

TEST_CASE("a line that is too long ends the file") {
  CHECK(reading("a\n" + std::string(65535, 'b')).errors().empty());
  const Dockerignore ignore = reading("a\n" + std::string(65536, 'b') + "\nc");
  CHECK(ignore.errors().size() == 1);
  CHECK_FALSE(ignore.excludes("c"));
}

TEST_CASE("patterns made to be slow are not") {
  std::string pattern, path(2000, 'a');
  for (int i = 0; i < 400; ++i) pattern += "*a";
  CHECK(reading(pattern).excludes(path));
  CHECK_FALSE(reading(pattern + "b").excludes(path));
  CHECK_FALSE(reading(std::string(60000, '*') + "b").complete());
}

TEST_CASE("the file that acts for a Dockerfile") {
  MemoryFileSystem files;
  files.add("/app/docker/web.Dockerfile", "");
  CHECK_FALSE(dockerignore_for(files, "/app/docker/web.Dockerfile", "/app"));
  files.add("/app/.dockerignore", "a");
  CHECK(dockerignore_for(files, "/app/docker/web.Dockerfile", "/app") == "/app/.dockerignore");
  files.add("/app/docker/web.Dockerfile.dockerignore", "");
  CHECK(dockerignore_for(files, "/app/docker/web.Dockerfile", "/app") == "/app/docker/web.Dockerfile.dockerignore");
  CHECK(dockerignore_for(files, "/app/Dockerfile", "/app") == "/app/.dockerignore");
}
