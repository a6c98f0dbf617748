// Projects of our own, files of real projects where they lie beside the checkout, and single texts.
#include "tests/conformance/compose_suite.h"

#include <fstream>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/conformance/compose_answer.h"
#include "tests/conformance/compose_case.h"
#include "tests/conformance/compose_compare.h"
#include "tests/conformance/compose_pieces.h"
#include "tests/conformance/compose_value.h"
#include "tests/conformance/tally.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

const char* const root = MOUNTLINT_SOURCE_DIR;

// Loads a project twice: as Compose where nothing is set outside, and as a linter, who does not know what is set.
void compare_project(const json& recorded, const ComposeCase& run, const compose::FileSet& set, Sources& sources,
                     Tally& tally) {
  const LoadedProject empty = load_project(run, set, sources, Outside::empty);
  const json ours = model_value(run, set, sources, empty.file);
  compare_errors(recorded, empty.errors, tally);
  compare_model(recorded, without_marks(ours), tally);
  const LoadedProject unknown = load_project(run, set, sources, Outside::unknown);
  compare_unknown(recorded["path"], ours, model_value(run, set, sources, unknown.file), tally);
  compare_unknown(recorded["path"], empty.errors, unknown.errors, tally);
}

// Beside a case lie others: it is loaded from what lies below it alone. A real file has its neighbours.
void compare_case(const json& recorded, const std::string& place, bool alone, Tally& tally) {
  const std::unique_ptr<FileSystem> all = disk();
  const MemoryFileSystem below = alone ? only_below(place, *all) : MemoryFileSystem();
  const FileSystem& files = alone ? static_cast<const FileSystem&>(below) : *all;
  Sources sources(files);
  const ComposeCase run(place, files);
  const Result<compose::FileSet> set = run.files(sources);
  const json chosen = set ? files_value(run, *set) : json();
  if (set && recorded.contains("files")) tally.compare(recorded["path"], "files", recorded["files"], chosen);
  if (set) return compare_project(recorded, run, *set, sources, tally);
  compare_errors(recorded, {{ErrorKind::options, {""}, "", set.error}}, tally);
}

std::size_t compare_cases(const std::string& answers, const std::string& folder, bool alone, Tally& tally) {
  std::ifstream in(answers);
  if (!in) throw std::runtime_error("cannot read " + answers);
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const json recorded = json::parse(line);
    const std::string place = folder + recorded["path"].get<std::string>();
    compare_case(recorded, place, alone, tally);
  }
  return count;
}

// Each kind of single text with a table of its own; true if nothing differs.
bool compare_pieces(const std::string& own, KnownDifferences& known) {
  struct {
    const char* what;
    std::size_t (*compare)(const std::filesystem::path&, Tally&);
  } const kinds[] = {{"short volume specs", compare_specs},
                     {"templates", compare_templates},
                     {".env files", compare_dotenv},
                     {"YAML texts", compare_yaml}};
  bool fine = true;
  for (const auto& kind : kinds) {
    Tally tally(known);
    const std::size_t count = kind.compare(own, tally);
    tally.print(fmt::format("{} {}", count, kind.what));
    fine = fine && tally.differences() == 0 && tally.agreed() >= count;
  }
  return fine;
}

// True if nothing differs but what is listed, and that is little.
bool is_close(std::size_t count, const Tally& tally) {
  if (tally.known_files() * 100 > count) return std::cout << "more than 1 % differ\n", false;
  if (tally.agreed() < count) return std::cout << "too little was compared\n", false;
  return tally.differences() == 0;
}

}  // namespace

int run_compose_suite() {
  const std::string own = clean_path(std::string(root) + "/tests/conformance/compose");
  const std::string shared = clean_path(std::string(root) + "/../shared");
  KnownDifferences known(own + "/known_differences.txt");
  Tally cases(known), corpus(known);
  const std::size_t count = compare_cases(own + "/answers.jsonl", own + "/cases/", true, cases);
  cases.print(fmt::format("{} projects of our own, {} with a known difference", count, cases.known_files()));
  bool fine = is_close(count, cases);
  fine = compare_pieces(own, known) && fine;
  if (disk()->kind(shared + "/corpus/compose") == FileKind::directory) {
    const std::size_t files =
        compare_cases(shared + "/conformance/compose/corpus.jsonl", shared + "/corpus/", false, corpus);
    corpus.print(fmt::format("{} files of real projects, {} with a known difference", files, corpus.known_files()));
    fine = is_close(files, corpus) && fine;
  } else {
    std::cout << "SKIPPED: files of real projects: no corpus beside the checkout\n";
  }
  for (const std::string& entry : known.stale()) std::cout << "listed, but agrees: " << entry << '\n';
  return fine && known.stale().empty() ? 0 : 1;
}

}  // namespace mountlint::conformance
