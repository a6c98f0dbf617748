// What holds for every tree, whatever the bytes: spans nest, lie in bounds, and hold the text of the value. Tried on
// the small inputs here, cut at every byte; on the cases of the conformance set and on real files, where they are
// there.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "tests/parsers/dockerfile_inspector.h"
#include "tests/parsers/dockerfile_tree.h"

using namespace mountlint;
using namespace mountlint::dockerfile;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

// The lists of a tree are made once, and not to be changed; here they are, to make faults.
template <class T>
T& writable(const T& item) {
  return const_cast<T&>(item);
}

// Puts another text in place of the path of the last instruction, which is a VOLUME.
void replace(File& file, TextBuilder out, void (*build)(TextBuilder&, Span)) {
  Text& path = writable(std::get<Volume>(file.instructions.back().detail).paths.items[0]);
  build(out, path.span());
  path = out.finish(path.span());
}

struct Totals {
  std::size_t files = 0, texts = 0, wrong = 0;
};

void inspect_file(const std::string& name, std::string text, Totals& totals) {
  const File file = parse(std::make_shared<SourceFile>(FileId{7}, name, std::move(text)));
  Inspector inspector(file);
  totals.wrong += inspector.inspect();
  if (!inspector.first().empty()) std::cout << inspector.first() << '\n';
  totals.texts += inspector.texts();
  ++totals.files;
}

bool is_dockerfile(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return path.extension() != ".dockerignore" &&
         (name.find("ockerfile") != std::string::npos || name.find("ontainerfile") != std::string::npos);
}

// `indent` in front of every line, as a block scalar of YAML has it; the text leaves it out again.
struct Inlined {
  SourcePtr source;
  std::unique_ptr<TextArena> arena = std::make_unique<TextArena>();
  Text text;
};

Inlined inlined(const std::string& text, const std::string& indent) {
  Inlined out;
  std::string outer = "build:\n  dockerfile_inline: |\n";
  std::vector<Span> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    outer += indent;
    const auto begin = static_cast<std::uint32_t>(outer.size());
    outer += text.substr(at, end - at);
    lines.push_back({FileId{7}, begin, static_cast<std::uint32_t>(outer.size())});
    at = end;
  }
  out.source = make_source(outer + "image: x\n");
  TextBuilder builder(*out.arena);
  for (const Span& line : lines) builder.source(out.source->text(line), line);
  const Span nowhere{FileId{7}, 0, 0};
  out.text = builder.finish(lines.empty() ? nowhere : lines.front().to(lines.back()));
  return out;
}

const std::vector<std::string> inputs = {
    "# syntax=docker/dockerfile:1\n# escape=`\nFROM --platform=$P a:1 AS b\nRUN "
    "--mount=type=\"ca\"che,target=/x`\n,id=\"a b\" c\n",
    "FROM a\nENV A=\"x y\" B='z' C=\\\n# no\n\n  1 D=e\\ f\nLABEL a b c\nARG X Y=${Z:-1}\n",
    "FROM a\nVOLUME [\"/\\u00e4\\ud83d\\ude00\", \"/b\\\\\", \"\"]\nVOLUME [\"/a\", {\"b\": [1, true]}]\nVOLUME ['/a'] "
    "\xC3\xA4\n",
    "FROM a\nRUN <<A 3<<-\"B C\" cat\nx\nA\n\ty\n\tB C\nCOPY --chown=\"a\"b <<E c /d\nE\nONBUILD RUN <<F\nf\nF\nRUN "
    "<<G\ng",
    "\xEF\xBB\xBF"
    "FROM a\r\nHEALTHCHECK --interval=1 CMD [\"x\"]\r\nSHELL [\"a\"]\r\nEXPOSE 1 2/tcp \\\r\n 3\r\nFOO bar\r\n",
    "FORM a as b c\nRUN --mount='type=cache,\"id=a\"\"b\",,size' --network=x --foo --foo=\\x y\nUSER\n\\\n",
};

}  // namespace

// The inspector is no judge unless it condemns: each of these makes one thing wrong in a good tree.
TEST_CASE("what is wrong in a tree is seen") {
  struct Fault {
    const char* seen;
    void (*make)(File& file);
  };
  const Fault faults[] = {
      {"lines begins before the end of its neighbour",
       [](File& file) { file.instructions[1].lines.begin = file.instructions[1].span.begin = 3; }},
      {"instruction leaves what it stands in", [](File& file) { --file.instructions[1].lines.end; }},
      {"flag begins before the end of its neighbour",
       [](File& file) { std::swap(writable(file.instructions[1].flags[0]), writable(file.instructions[1].flags[1])); }},
      {"flag value leaves what it stands in", [](File& file) { --writable(file.instructions[1].flags[1]).span.end; }},
      {"flag value begins before the end of its neighbour",
       [](File& file) { writable(file.instructions[1].flags[0]).name = *file.instructions[1].flags[0].value; }},
      {"mount is no flag",
       [](File& file) { writable(std::get<dockerfile::Run>(file.instructions[1].detail).mounts[0]).span.begin += 2; }},
      {"mount field begins before the end of its neighbour",
       [](File& file) {
         auto& fields = std::get<dockerfile::Run>(file.instructions[1].detail).mounts[0].fields;
         std::swap(writable(fields[0]), writable(fields[1]));
       }},
      {"path differs from what is written",
       [](File& file) {
         replace(file, TextBuilder(*file.texts), [](TextBuilder& out, Span at) { out.source("/xb", at); });
       }},
      {"path is not what its escape means",
       [](File& file) {
         replace(file, TextBuilder(*file.texts), [](TextBuilder& out, Span at) { out.replace("/x", at); });
       }},
      {"path leaves something out",
       [](File& file) {
         replace(file, TextBuilder(*file.texts), [](TextBuilder& out, Span at) {
           out.source("/", {at.file, at.begin, at.begin + 1}), out.source("b", {at.file, at.end - 1, at.end});
         });
       }},
      {"path is a variable",
       [](File& file) {
         replace(file, TextBuilder(*file.texts), [](TextBuilder& out, Span at) { out.unknown(at, "/b"); });
       }},
      {"stages leave a gap", [](File& file) { ++file.stages[0].first; }},
      {"comment",
       [](File& file) {
         file.comments.push_back({{FileId{7}, 0, 4}, false});
       }},
  };
  for (const Fault& fault : faults) {
    CAPTURE(fault.seen);
    File file = parse(make_source("FROM a\nRUN --mount=type=cache,target=/x --network=host b\nVOLUME /ab\n"));
    CHECK(Inspector(file).inspect() == 0);
    fault.make(file);
    Inspector inspector(file);
    CHECK(inspector.inspect() > 0);
    CHECK_MESSAGE(inspector.first().find(fault.seen) != std::string::npos, inspector.first());
  }
}

TEST_CASE("spans hold what they stand for") {
  Totals totals;
  for (const std::string& input : inputs) inspect_file("input", input, totals);
  CHECK(totals.wrong == 0);
  CHECK(totals.texts > 120);
}

TEST_CASE("inputs cut at every byte") {
  Totals totals;
  for (const std::string& input : inputs)
    for (std::size_t size = 0; size < input.size(); ++size) inspect_file("cut", input.substr(0, size), totals);
  CHECK(totals.wrong == 0);
  CHECK(totals.files > 560);
}

TEST_CASE("inputs with one byte changed") {
  Totals totals;
  for (const std::string& input : inputs) {
    for (std::size_t at = 0; at < input.size(); ++at) {
      for (const char c : {'"', '\'', '\\', '\n', '\r', '$', '{', '=', ' ', '<', '\0', '\xFF', '\x1A'}) {
        std::string changed = input;
        changed[at] = c;
        inspect_file("changed", changed, totals);
      }
    }
  }
  CHECK(totals.wrong == 0);
  CHECK(totals.files > 7000);
}

TEST_CASE("a text inside another file gives the same tree, with places there") {
  for (std::string input : inputs) {
    if (input.back() != '\n') input += '\n';
    if (input.starts_with("\xEF\xBB\xBF")) input.erase(0, 3);
    const File plain = parse(make_source(input));
    const Inlined block = inlined(input, "      ");
    const File file = parse(block.source, block.text);
    CHECK(dump(file, false) == dump(plain, false));
    CHECK(file.errors.size() == plain.errors.size());
    CHECK(file.stages.size() == plain.stages.size());
    Inspector inspector(file);
    CHECK(inspector.inspect() == 0);
    REQUIRE(file.instructions.size() == plain.instructions.size());
    for (std::size_t i = 0; i < plain.instructions.size(); ++i) {
      const std::uint32_t line = plain.source->line_of(plain.instructions[i].span.begin);
      CHECK(file.source->line_of(file.instructions[i].span.begin) == line + 2);
    }
  }
}

TEST_CASE("conformance cases and real files") {
  const std::filesystem::path root(MOUNTLINT_SOURCE_DIR);
  for (const char* folder : {"tests/conformance/dockerfile/cases", "../shared/corpus/dockerfiles",
                             "../shared/corpus/pairs", "../shared/corpus/templates"}) {
    Totals totals;
    std::error_code ignored;
    for (std::filesystem::recursive_directory_iterator at(root / folder, ignored), end; at != end;
         at.increment(ignored))
      if (at->is_regular_file(ignored) && is_dockerfile(at->path()))
        inspect_file(at->path().string(), read(at->path()), totals);
    std::cout << fmt::format("{}: {} files, {} texts, {} wrong\n", folder, totals.files, totals.texts, totals.wrong);
    if (totals.files == 0) std::cout << "SKIPPED: no " << folder << " beside the checkout\n";
    CHECK(totals.wrong == 0);
  }
}

TEST_CASE("time and memory grow with the size of the input, not faster") {
  constexpr std::size_t size = 2 << 20;
  const auto repeat = [](std::string_view begin, std::string_view part) {
    std::string text(begin);
    while (text.size() < size) text += part;
    return text;
  };
  for (const auto& [begin, part] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"", "\n"},
           {"", "#\n"},
           {"", "a\n"},
           {"", "RUN\n"},
           {"", "\\\n"},
           {"FROM a\nENV ", "A=\"b\" \\\n"},
           {"FROM a\nRUN <<E ", "'b' $C \\\n"},
           {"FROM a\nRUN ", "<<E "},
           {"FROM a\nRUN <<E\n", "x\n"},
           {"FROM a\nRUN --mount=", "a\\\n,"},
           {"FROM a\nRUN ", "--a\"b\"=c \\\n"},
           {"FROM a\nVOLUME ", "["},
           {"FROM a\nVOLUME [", "\"\\u0041\", \\\n"},
           {"FROM a\nRUN <<E ", "${A:-"},
           {"FROM a\nRUN --mount=target=", "${A:-"},
           {"FROM a\n", "ONBUILD "},
           {"FROM a\n", "RUN <<E\nE\n"},
       }) {
    CAPTURE(begin);
    CAPTURE(part);
    const std::string text = repeat(begin, part);
    CHECK(parse(make_source(text)).source->text().size() == text.size());
    const Inlined block = inlined(text, " ");
    CHECK(parse(block.source, block.text).text.size() == text.size());
  }
}
