// yaml-cpp finds the same in a condensed text as in the whole one, at the same places: over real files, over the
// conformance cases and over damaged ones.
#include <doctest/doctest.h>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>
#include <sstream>

#include <fmt/format.h>

#include "parsers/yaml/condense.h"
#include "parsers/yaml/precheck.h"

namespace mountlint::yaml {
namespace {

// Everything that yaml-cpp says of a text, but for what block scalars mean.
class Recorder : public YAML::EventHandler {
 public:
  using Place = std::function<std::uint32_t(std::size_t)>;
  Recorder(std::string_view work, Place place) : work_(work), place_(std::move(place)) {}

  // There are texts that yaml-cpp makes documents of without end.
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 100) throw YAML::Exception(mark, "too many documents");
    add("document", mark);
  }
  void OnDocumentEnd() override { out_ += "end\n"; }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(anchor ? "&null" : "null", mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { add("alias", mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    add(is_block(place_(mark.pos)) ? "block" : tag + " " + value, mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    add("list " + tag, mark);
  }
  void OnSequenceEnd() override { out_ += "end\n"; }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    add("mapping " + tag, mark);
  }
  void OnMapEnd() override { out_ += "end\n"; }

  std::string run(const std::string& text) {
    std::istringstream stream(text);
    try {
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(*this)) continue;
    } catch (const YAML::Exception& error) {
      out_ += fmt::format("{} {}\n", error.msg, error.mark.is_null() ? 0 : place_(error.mark.pos));
    }
    return std::move(out_);
  }

 private:
  // Tags and anchors may stand in front of it.
  bool is_block(std::uint32_t at) const {
    while (at < work_.size() && (work_[at] == '!' || work_[at] == '&')) {
      while (at < work_.size() && work_[at] > ' ') ++at;
      while (at < work_.size() && (work_[at] == ' ' || work_[at] == '\t')) ++at;
    }
    return at < work_.size() && (work_[at] == '|' || work_[at] == '>');
  }
  void add(const std::string& what, const YAML::Mark& mark) { out_ += fmt::format("{} {}\n", place_(mark.pos), what); }

  std::string_view work_;
  Place place_;
  std::string out_;
  int documents_ = 0;
};

struct Total {
  std::size_t texts = 0, bytes = 0, left = 0;
};

void compare(const std::string& name, const std::string& text, Total& total) {
  const SourceFile file(FileId{0}, name, text);
  if (precheck(file)) return;
  const std::string work = working_copy(file);
  const std::uint32_t base = file.content().begin;
  Condensed condensed(work, base);
  const auto whole = [&](std::size_t at) { return base + std::uint32_t(at); };
  const std::string expected = Recorder(work, whole).run(work.substr(base));
  const std::string found =
      Recorder(work, [&](std::size_t at) { return condensed.original(at); }).run(condensed.text());
  CHECK_MESSAGE(found == expected, name, ":\n", text);
  ++total.texts;
  total.bytes += work.size();
  total.left += condensed.text().size();
}

std::vector<std::string> texts_below(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string extension = at->path().extension().string();
    if (!at->is_regular_file(error) || (extension != ".yml" && extension != ".yaml")) continue;
    std::ifstream in(at->path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    out.push_back(text.str());
  }
  std::ranges::sort(out);
  return out;
}

// A few bytes that mean something in YAML are put in, a line is taken out or moved in.
std::string damaged(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n ? random() % n : 0; };
  constexpr std::string_view pieces[] = {"\"",  "'",  "|",    ">",  "#", " ",    "  ",    "\n",    ": ",
                                         "- ",  "[",  "]",    "{",  "}", "\t",   "---\n", ": |\n", "&a ",
                                         "!t ", "? ", "|-\n", "\\", ",", "\n\n", ": \"",  "\"\n"};
  for (std::size_t count = 1 + below(4); count > 0; --count) {
    const std::size_t at = below(text.size());
    if (below(3) == 0)
      text.erase(at, 1 + below(12));
    else
      text.insert(at, pieces[below(std::size(pieces))]);
  }
  return text;
}

const std::string own = MOUNTLINT_SOURCE_DIR "/tests/conformance/compose/cases";
const std::string corpus = MOUNTLINT_SOURCE_DIR "/../shared/corpus/compose";

}  // namespace

TEST_CASE("what is left out") {
  const std::pair<const char*, const char*> table[] = {
      {"# a comment\na: b # c\n", "#\na: b # c\n"},
      {"a: |\n  one\n\n    two\nb: c\n", "a: |\n  o\n\n    t\nb: c\n"},
      {"- >-\n one\n two\n- x\n", "- >-\n o\n t\n- x\n"},
      {"- a: |\n   # one\n  b: c\n", "- a: |\n   #\n  b: c\n"},
      {"a:\n  |\n  one\nb: 1\n", "a:\n  |\n  o\nb: 1\n"},
      {"a: \"x\n  # y: |\n   z\"\nb: |\n  one\n", "a: \"x\n  # y: |\n   z\"\nb: |\n  o\n"},
      {"a: [b,\n  'c: |']\n# one\n", "a: [b,\n  'c: |']\n#\n"},
      {"a: |\r\n  one\r\nb: c\r\n", "a: |\r\n  o\r\nb: c\r\n"},
      {"---\n# one\na: b\n", "---\n#\na: b\n"},
      // a plain scalar that goes on, and what looks like a quote in it
      {"a: b\n  \"c\nd: \"\n  x: |\n    one\"\n", "a: b\n  \"c\nd: \"\n  x: |\n    one\"\n"},
      // not sure
      {"a: |2\n  one\n", "a: |2\n  one\n"},
      {"? a\n# one\n", "? a\n# one\n"},
      {"a: |\n\tone\n", "a: |\n\tone\n"},
  };
  for (const auto& [text, left] : table) CHECK(Condensed(text, 0).text() == left);
}

TEST_CASE("places are those of the whole text") {
  const std::string text = "# one\na: |\n  two\nb: c\n";
  Condensed condensed(text, 0);
  REQUIRE(condensed.text() == "#\na: |\n  t\nb: c\n");
  for (const char c : {'a', '|', 't', 'b', 'c'})
    CHECK(condensed.original(condensed.text().find(c)) == text.find(c, text.find("a:")));
  CHECK(condensed.original(condensed.text().size()) == text.size());
}

TEST_CASE("the same events from real files") {
  Total total;
  const std::vector<std::string> texts = texts_below(corpus);
  if (texts.empty()) return void(std::cout << "SKIPPED: no corpus beside the checkout\n");
  for (const std::string& text : texts) compare("corpus", text, total);
  CHECK(total.texts > 1000);
  CHECK(total.left < total.bytes * 9 / 10);
  std::cout << fmt::format("{} files, {} of {} bytes left\n", total.texts, total.left, total.bytes);
}

TEST_CASE("the same events from cases, damaged in many ways") {
  Total total;
  std::mt19937 random(1);
  std::vector<std::string> texts = texts_below(own);
  REQUIRE(texts.size() > 1000);
  const std::vector<std::string> real = texts_below(corpus);
  for (std::size_t i = 0; i < real.size(); i += 7)
    if (real[i].size() < 3000) texts.push_back(real[i]);
  for (const std::string& text : texts) {
    compare("case", text, total);
    for (int i = 0; i < 8 && text.size() < 4000; ++i) compare("damaged", damaged(text, random), total);
  }
  CHECK(total.texts > 5000);
}

}  // namespace mountlint::yaml
