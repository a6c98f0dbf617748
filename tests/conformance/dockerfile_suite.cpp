// The recorded answers: hand-written cases, files of real projects where they lie beside the checkout, and words for
// the expansion of variables.
#include "tests/conformance/dockerfile_suite.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/conformance/dockerfile_answer.h"
#include "tests/conformance/dockerfile_compare.h"
#include "tests/conformance/dockerfile_words.h"
#include "tests/conformance/read_file.h"
#include "tests/conformance/tally.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

const std::filesystem::path source = MOUNTLINT_SOURCE_DIR;

std::size_t compare_files(const std::filesystem::path& answers, const std::filesystem::path& folder, Recorded form,
                          Tally& tally) {
  std::ifstream in(answers);
  if (!in) throw std::runtime_error("cannot read " + answers.string());
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const json recorded = json::parse(line);
    const std::string path = recorded["path"];
    compare_dockerfile(recorded, dockerfile_answer(path, read_file(folder / path)), form, tally);
  }
  return count;
}

}  // namespace

int run_dockerfile_suite() {
  const std::filesystem::path own = source / "tests/conformance/dockerfile";
  KnownDifferences known((own / "known_differences.txt").string());
  Tally cases(known), words(known), corpus(known);
  const std::size_t count = compare_files(own / "answers.jsonl", own / "cases", Recorded::whole, cases);
  cases.print(fmt::format("{} hand-written cases, {} with a known difference", count, cases.known_files()));
  compare_words(own / "expand.jsonl", words);
  words.print("words for the lexer of variables");
  const std::filesystem::path shared = source / "../shared";
  if (std::filesystem::exists(shared / "corpus")) {
    const std::size_t files =
        compare_files(shared / "conformance/dockerfile/corpus.jsonl", shared / "corpus", Recorded::short_form, corpus);
    corpus.print(fmt::format("{} files of real projects, {} with a known difference", files, corpus.known_files()));
  } else {
    std::cout << "SKIPPED: files of real projects: no corpus beside the checkout\n";
  }
  const std::size_t meant = cases.known() + words.known() + corpus.known();
  const std::size_t agreed = cases.agreed() + words.agreed() + corpus.agreed();
  std::cout << fmt::format("in all: {} comparisons agree, {} differ as listed\n", agreed, meant);
  const std::size_t differences = cases.differences() + words.differences() + corpus.differences();
  for (const std::string& entry : known.stale()) std::cout << "listed, but agrees: " << entry << '\n';
  const bool too_many = cases.known_files() * 100 > count;
  if (too_many) std::cout << "more than 1 % of the cases differ\n";
  const bool vacuous = cases.agreed() < count || words.agreed() == 0;
  if (vacuous) std::cout << "nothing was compared\n";
  return differences > 0 || too_many || vacuous || !known.stale().empty() ? 1 : 0;
}

}  // namespace mountlint::conformance
