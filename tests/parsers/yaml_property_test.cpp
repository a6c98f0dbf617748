// What must hold for any text: over real compose files, over the conformance cases, and over texts cut at every byte.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/parsers/yaml_support.h"

namespace mountlint::yaml {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> yaml_files(const std::string& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string extension = at->path().extension().string();
    if (at->is_regular_file(error) && (extension == ".yml" || extension == ".yaml")) found.push_back(at->path());
  }
  if (found.empty()) fmt::print("SKIPPED: {} is absent\n", folder);
  return found;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

const std::string shared = MOUNTLINT_SOURCE_DIR "/../shared/";

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : c == '\r' ? std::string() : std::string(1, c);
  return out;
}

// The number of scalars in all files of a folder.
int check_folder(const std::string& folder) {
  int scalars = 0;
  for (const fs::path& path : yaml_files(folder)) {
    const std::string text = read(path);
    const File file = parse_text(text);
    const Invariants found(file);
    CHECK_MESSAGE(found.complaints().empty(), path.string(), ": ", found.complaints());
    scalars += found.scalars();
    if (text.starts_with("\xFF\xFE")) continue;
    const File other = parse_text("\xEF\xBB\xBF" + with_crlf(text));
    const Invariants again(other);
    CHECK_MESSAGE(again.complaints().empty(), path.string(), ": ", again.complaints());
    if (text.find('\r') == text.npos && !text.starts_with("\xEF\xBB\xBF"))
      CHECK_MESSAGE(again.scalars() == found.scalars(), path.string());
  }
  return scalars;
}

TEST_CASE("spans and values fit in real files") {
  const int scalars = check_folder(shared + "corpus/compose") + check_folder(shared + "corpus/pairs");
  if (scalars > 0) CHECK(scalars > 100'000);
}

TEST_CASE("spans and values fit in the conformance cases") {
  const int scalars = check_folder(shared + "conformance/compose/cases");
  if (scalars > 0) CHECK(scalars > 5'000);
}

constexpr const char* inputs[] = {
    "\xEF\xBB\xBFservices:\r\n  web: &x # note\r\n    image: \"nginx:\\x31\\u00e9\\U0001F600 \\\r\n      tail\"\r\n",
    "a: 'it''s\n  two\n\n  three'\nb: |2-\n    indented\n\n  x\nc: >+\n  folded\n  text\n\n   more\n  end\n\nd: end\n",
    "- [a, {b: c, \"d\":e}, [f: g]]\n- ? key\n  : value\n- !!str 5\n- *none\n-\n- - nested\n  - x: 1\n    y: 2\n",
    "%YAML 1.1\n--- # first\na: &a {k: v}\n...\n---\nb: *a\n<<: *a\nd\xC3\xA9: \xE6\x97\xA5 \xF0\x9F\x98\x80\nb: "
    "twice\n",
    "a: \"open\nb: [1, 2\nc:\n\t- tab\nd: x: y\ne\nf: @\n  g: }\n",
};

TEST_CASE("a text cut at any byte is read without harm") {
  for (const std::string text : inputs)
    for (std::size_t end = 0; end <= text.size(); ++end) {
      INFO(text.substr(0, end));
      const File file = parse_text(text.substr(0, end));
      check_invariants(file);
      CHECK(file.tree);
      CHECK((file.complete || !file.errors.empty()));
    }
}

TEST_CASE("a text without any one of its bytes is read without harm") {
  for (const std::string text : inputs)
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::string damaged = text;
      damaged.erase(at, 1);
      INFO(damaged);
      check_invariants(parse_text(damaged));
    }
}

TEST_CASE("any bytes are read without harm") {
  std::uint32_t state = 1;
  const auto next = [&] { return (state = state * 1'664'525 + 1'013'904'223) >> 16; };
  constexpr std::string_view alphabet = " \n\t:-?,[]{}#&*!|>'\"%@`ab~.\\\r\xC3\xA9";
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (std::uint32_t length = next() % 40; length > 0; --length) text += alphabet[next() % alphabet.size()];
    INFO(text);
    check_invariants(parse_text(text));
  }
}

TEST_CASE("hostile texts end") {
  const auto repeat = [](std::string_view part, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += part;
    return out;
  };
  for (const std::string_view part : {",", "[", "{", "- ", "? ", ": ", "&a ", "!a ", "*a ", "a: \"\n", "[{", "a:\n"}) {
    INFO(part);
    check_invariants(parse_text(repeat(part, 300)));
    const File file = parse_text(repeat(part, 20'000));
    check_invariants(file);
    CHECK(!file.errors.empty());
  }
  CHECK(parse_text(repeat("---\n", 20'000)).documents.size() == 20'000);
}

}  // namespace
}  // namespace mountlint::yaml
