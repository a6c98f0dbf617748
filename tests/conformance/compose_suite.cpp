// Projects of our own, files of real projects where they lie beside the checkout, and single texts.
#include "tests/conformance/compose_suite.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/conformance/compose_case.h"
#include "tests/conformance/compose_differences.h"
#include "tests/conformance/compose_pieces.h"
#include "tests/conformance/tally.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

const char* const root = MOUNTLINT_SOURCE_DIR;

// How many projects may be refused by compose-go without a word of ours; they may only become fewer.
constexpr std::size_t silent_cases = 148, silent_files = 409;

bool is_followed(const compose::File& file) {
  return file.complete && std::all_of(file.services.begin(), file.services.end(),
                                      [](const compose::Service& service) { return service.complete; });
}

// Whether the project is accepted. What is refused for another reason than ours counts as agreement.
void compare_refusal(const json& answer, const compose::File& file, Tally& tally) {
  const bool ok = answer["ok"], refused = !file.errors.empty() || !file.refusals.empty();
  const bool found = refused || compose_answers::has_undefined_volume(file);
  if (ok && !refused && !is_followed(file)) tally.compare(answer["path"], "followed", true, false);
  if (!ok && !found) return tally.silent("accepted");
  tally.compare(answer["path"], "accepted", ok, ok ? !refused : !found);
}

// Each field that the answer has, or in which ours differs from it.
void compare_model(const json& answer, const compose::File& file, const std::string& folder, Tally& tally) {
  std::set<std::string> agreeing = compose_answers::compared_fields(answer);
  for (const compose_answers::Difference& difference : compose_answers::compare(file, answer, folder)) {
    const std::string field = difference.field();
    tally.compare(answer["path"], field, difference.what + ": " + difference.theirs,
                  difference.what + ": " + difference.ours);
    agreeing.erase(field);
  }
  for (const std::string& field : agreeing) tally.compare(answer["path"], field, true, true);
}

void compare_project(const json& answer, const compose::File& file, const std::string& folder, Tally& tally) {
  compare_refusal(answer, file, tally);
  compare_model(answer, file, folder, tally);
}

void compare_choice(const json& answer, const Result<compose::FileSet>& set, const std::string& folder, Tally& tally) {
  json ours = json::array();
  for (const std::string& file : set ? set->files : std::vector<std::string>())
    ours.push_back(compose_answers::host_path(compose_answers::relative(file, folder)));
  if (set) tally.compare(answer["path"], "files", answer.value("files", json::array()), ours);
  if (!set) tally.compare(answer["path"], "accepted", answer["ok"], false);
}

void compare_case(const json& answer, const std::string& place, Tally& tally) {
  const MemoryFileSystem alone = only_below(place, *disk());
  Sources sources(alone);
  const ComposeCase run(place, alone);
  const Result<compose::FileSet> set = run.files(sources);
  if (run.named.empty() && (answer.contains("files") || !set)) compare_choice(answer, set, run.folder, tally);
  if (set) compare_project(answer, compose::load(*set, sources, run.options), run.folder, tally);
}

std::size_t compare_cases(const std::string& answers, const std::string& folder, bool apart, Tally& tally) {
  std::ifstream in(answers);
  if (!in) throw std::runtime_error("cannot read " + answers);
  const std::unique_ptr<FileSystem> files = disk();
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const json answer = json::parse(line);
    const std::string place = folder + answer["path"].get<std::string>();
    if (apart && answer["path"].get<std::string>().starts_with("jobs/")) continue;  // jobs have no container
    if (apart) {
      compare_case(answer, place, tally);
      continue;
    }
    Sources sources(*files);
    const compose::File file = compose::load({{place}}, sources);
    compare_project(answer, file, file.directory, tally);
    compare_yaml_file(answer, place, tally);
  }
  return count;
}

bool still_fewer(const char* what, const Tally& tally, std::size_t limit) {
  if (tally.silences() <= limit) return true;
  std::cout << fmt::format("{}: {} are refused by compose-go without a word of ours, {} before\n", what,
                           tally.silences(), limit);
  return false;
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

}  // namespace

int run_compose_suite() {
  const std::string own = clean_path(std::string(root) + "/tests/conformance/compose");
  const std::string shared = clean_path(std::string(root) + "/../shared");
  KnownDifferences known(own + "/known_differences.txt");
  Tally cases(known), corpus(known);
  const std::size_t count = compare_cases(own + "/answers.jsonl", own + "/cases/", true, cases);
  cases.print(fmt::format("{} projects of our own, {} with a known difference", count, cases.known_files()));
  bool fine = still_fewer("projects", cases, silent_cases);
  fine = compare_pieces(own, known) && fine;
  if (disk()->kind(shared + "/corpus/compose") == FileKind::directory) {
    const std::size_t files =
        compare_cases(shared + "/conformance/compose/corpus.jsonl", shared + "/corpus/", false, corpus);
    corpus.print(fmt::format("{} files of real projects", files));
    fine = still_fewer("files", corpus, silent_files) && fine;
  } else {
    std::cout << "SKIPPED: files of real projects: no corpus beside the checkout\n";
  }
  for (const std::string& entry : known.stale()) std::cout << "listed, but agrees: " << entry << '\n';
  const std::size_t differences = cases.differences() + corpus.differences();
  if (cases.known_files() * 100 > count) std::cout << "more than 1 % of the cases differ\n", fine = false;
  if (cases.agreed() < count) std::cout << "too little was compared\n", fine = false;
  return fine && differences == 0 && known.stale().empty() ? 0 : 1;
}

}  // namespace mountlint::conformance
