// Projects of our own, files of real projects where they lie beside the checkout, and single texts.
#include "tests/conformance/compose_suite.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/conformance/compose_case.h"
#include "tests/conformance/compose_pieces.h"
#include "tests/conformance/tally.h"
#include "tests/parsers/compose_answers.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

const char* const root = MOUNTLINT_SOURCE_DIR;

// What compose-go refuses and load() does not: checks that concern no mounts. Counted, not yet compared; the count may
// only fall.
struct Unseen {
  std::size_t count = 0, limit;
};

bool is_followed(const compose::File& file) {
  return file.complete && std::all_of(file.services.begin(), file.services.end(),
                                      [](const compose::Service& service) { return service.complete; });
}

void compare_project(const json& answer, const compose::File& file, const std::string& folder, Unseen& unseen,
                     Tally& tally) {
  const std::string path = answer["path"];
  const bool ok = answer["ok"], refused = !file.errors.empty() || !file.refusals.empty();
  const bool found = refused || compose_answers::has_undefined_volume(file);
  if (!ok && !found) ++unseen.count;
  if (ok && !refused && !is_followed(file)) tally.compare(path, "followed", true, false);
  if (ok || found) tally.compare(path, "accepted", ok, ok ? !refused : !found);
  const compose_answers::Differences differences = compose_answers::compare(file, answer, folder);
  if (differences.empty()) tally.compare(path, "model", true, true);
  for (const compose_answers::Difference& difference : differences)
    tally.compare(path, "model", difference.what + ": " + difference.theirs, difference.what + ": " + difference.ours);
}

void compare_choice(const json& answer, const Result<compose::FileSet>& set, const std::string& folder, Tally& tally) {
  json ours = json::array();
  for (const std::string& file : set ? set->files : std::vector<std::string>())
    ours.push_back(compose_answers::host_path(compose_answers::relative(file, folder)));
  if (set) tally.compare(answer["path"], "files", answer.value("files", json::array()), ours);
  if (!set) tally.compare(answer["path"], "accepted", answer["ok"], false);
}

void compare_case(const json& answer, const std::string& place, Unseen& unseen, Tally& tally) {
  const MemoryFileSystem alone = only_below(place, *disk());
  Sources sources(alone);
  const ComposeCase run(place, alone);
  const Result<compose::FileSet> set = run.files(sources);
  if (run.named.empty() && (answer.contains("files") || !set)) compare_choice(answer, set, run.folder, tally);
  if (set) compare_project(answer, compose::load(*set, sources, run.options), run.folder, unseen, tally);
}

std::size_t compare_cases(const std::string& answers, const std::string& folder, bool apart, Unseen& unseen,
                          Tally& tally) {
  std::ifstream in(answers);
  if (!in) throw std::runtime_error("cannot read " + answers);
  const std::unique_ptr<FileSystem> files = disk();
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const json answer = json::parse(line);
    const std::string place = folder + answer["path"].get<std::string>();
    if (apart && answer["path"].get<std::string>().starts_with("jobs/")) continue;  // jobs have no container
    if (apart) {
      compare_case(answer, place, unseen, tally);
      continue;
    }
    Sources sources(*files);
    const compose::File file = compose::load({{place}}, sources);
    compare_project(answer, file, file.directory, unseen, tally);
  }
  return count;
}

bool print(const char* what, const Unseen& unseen) {
  std::cout << fmt::format("  {}: refused by compose-go for what is not looked at: {} (at most {})\n", what,
                           unseen.count, unseen.limit);
  return unseen.count <= unseen.limit;
}

}  // namespace

int run_compose_suite() {
  const std::string own = clean_path(std::string(root) + "/tests/conformance/compose");
  const std::string shared = clean_path(std::string(root) + "/../shared");
  KnownDifferences known(own + "/known_differences.txt");
  Tally cases(known), pieces(known), corpus(known);
  Unseen in_cases{0, 148}, in_corpus{0, 409};
  const std::size_t count = compare_cases(own + "/answers.jsonl", own + "/cases/", true, in_cases, cases);
  cases.print(fmt::format("{} projects of our own, {} with a known difference", count, cases.known_files()));
  bool fine = print("projects", in_cases);
  const std::size_t texts = compare_specs(own, pieces) + compare_templates(own, pieces) + compare_dotenv(own, pieces);
  pieces.print(fmt::format("{} specs, templates and .env files", texts));
  if (disk()->kind(shared + "/corpus/compose") == FileKind::directory) {
    const std::size_t files =
        compare_cases(shared + "/conformance/compose/corpus.jsonl", shared + "/corpus/", false, in_corpus, corpus);
    corpus.print(fmt::format("{} files of real projects", files));
    fine = print("files", in_corpus) && fine;
  } else {
    std::cout << "SKIPPED: files of real projects: no corpus beside the checkout\n";
  }
  for (const std::string& entry : known.stale()) std::cout << "listed, but agrees: " << entry << '\n';
  const std::size_t differences = cases.differences() + pieces.differences() + corpus.differences();
  if (cases.known_files() * 100 > count) std::cout << "more than 1 % of the cases differ\n", fine = false;
  if (cases.agreed() < count || pieces.agreed() < texts) std::cout << "too little was compared\n", fine = false;
  return fine && differences == 0 && known.stale().empty() ? 0 : 1;
}

}  // namespace mountlint::conformance
