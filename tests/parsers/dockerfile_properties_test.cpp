// What holds for every tree, whatever the bytes: spans nest, lie in bounds, and hold the text of the value. Tried on
// the small inputs here, cut at every byte; on the cases of the conformance set and on real files, where they are
// there.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "tests/parsers/dockerfile_tree.h"

using namespace mountlint;
using namespace mountlint::dockerfile;

namespace {

// Counts what is wrong instead of asserting each of a million facts.
class Inspector {
 public:
  explicit Inspector(const File& file) : file_(file), bounds_(file.text.span()) {}

  std::size_t inspect() {
    for (const Instruction& in : file_.instructions) inspect(in, bounds_);
    for (const Directive& directive : file_.directives) inspect_text("directive", directive.value, bounds_);
    for (const Comment& comment : file_.comments)
      expect(bounds_.contains(comment.span) && bytes(comment.span).starts_with('#'), "comment", comment.span);
    for (const SyntaxError& error : file_.errors) {
      expect(bounds_.contains(error.span) && !error.message.empty(), error.message, error.span);
      for (const SyntaxNote& note : error.notes) expect(bounds_.contains(note.span), note.message, note.span);
    }
    inspect_stages();
    return wrong_;
  }
  std::size_t texts() const { return texts_; }
  const std::string& first() const { return first_; }

 private:
  std::string_view bytes(const Span& span) const { return file_.source->text(span); }

  void expect(bool holds, std::string_view what, const Span& span) {
    if (holds) return;
    if (++wrong_ == 1) first_ = fmt::format("{}: {} at {}-{}\n", file_.source->path(), what, span.begin, span.end);
  }

  void inspect(const Instruction& in, const Span& outer) {
    expect(outer.contains(in.span), "instruction leaves its file", in.span);
    for (const Flag& flag : in.flags) {
      expect(in.span.contains(flag.span), "flag leaves its instruction", flag.span);
      expect(flag.span.contains(flag.name.span()), "name leaves its flag", flag.span);
      if (flag.value) expect(flag.span.contains(flag.value->span()), "value leaves its flag", flag.span);
    }
    visit_all(in, [&](std::string_view label, const Text& text) { inspect_text(label, text, in.span); });
    const bool ordered = in.keyword.span().end <= in.arguments.span().begin;
    expect(ordered, "arguments before their keyword", in.span);
    visit_detail(in, [&](std::string_view label, const Text& text) {
      const bool in_flag = label == "platform" || label == "from" || label.starts_with("mount-");
      if (!in_flag && !in.as<dockerfile::From>())
        expect(in.arguments.span().contains(text.span()), "detail leaves the arguments", text.span());
    });
  }

  void inspect_text(std::string_view label, const Text& text, const Span& outer) {
    ++texts_;
    const Span span = text.span();
    expect(outer.contains(span), label, span);
    std::uint32_t value_end = 0, span_end = span.begin;
    for (const mountlint::Run& run : text.runs()) {
      expect(run.value == value_end, "runs leave a gap", run.span);
      expect(run.span.begin >= span_end && run.span.end <= span.end, "runs out of order", run.span);
      if (run.from == mountlint::From::source)
        expect(bytes(run.span) == text.value().substr(run.value, run.length), "bytes differ from the value", run.span);
      value_end = run.value + run.length;
      span_end = run.span.end;
    }
    expect(value_end == text.size(), "runs do not cover the value", span);
  }

  void inspect_stages() {
    std::uint32_t next = file_.meta_args;
    for (const Stage& stage : file_.stages) {
      const bool follows = stage.first == next && stage.first < stage.last;
      expect(follows && file_.instructions[stage.first].as<dockerfile::From>(), "stages leave a gap", bounds_);
      next = stage.last;
    }
    expect(next == file_.instructions.size(), "instructions without a stage", bounds_);
  }

  const File& file_;
  Span bounds_;
  std::size_t wrong_ = 0;
  std::string first_;  // what was wrong first
  std::size_t texts_ = 0;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

struct Totals {
  std::size_t files = 0, texts = 0, wrong = 0;
};

void inspect_file(const std::string& name, std::string text, Totals& totals) {
  const File file = parse(std::make_shared<SourceFile>(FileId{7}, name, std::move(text)));
  Inspector inspector(file);
  const bool clean = totals.wrong == 0;
  totals.wrong += inspector.inspect();
  if (clean) std::cout << inspector.first();
  totals.texts += inspector.texts();
  ++totals.files;
}

bool is_dockerfile(const std::filesystem::path& path) {
  return path.filename().string().find("ockerfile") != std::string::npos;
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
  const std::filesystem::path shared = std::filesystem::path(MOUNTLINT_SOURCE_DIR) / "../shared";
  Totals totals;
  std::error_code ignored;
  for (const char* folder : {"conformance/dockerfile/cases", "corpus/dockerfiles"}) {
    for (std::filesystem::recursive_directory_iterator at(shared / folder, ignored), end; at != end;
         at.increment(ignored))
      if (at->is_regular_file(ignored) && is_dockerfile(at->path()))
        inspect_file(at->path().string(), read(at->path()), totals);
  }
  if (totals.files == 0) {
    std::cout << "SKIPPED: neither conformance cases nor a corpus beside the checkout\n";
    return;
  }
  std::cout << fmt::format("{} files, {} texts, {} wrong\n", totals.files, totals.texts, totals.wrong);
  CHECK(totals.wrong == 0);
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
