// What compose-go makes of 1,911 projects against what load() makes of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "compose_answers.h"

using namespace mountlint;
using namespace mountlint::compose_answers;

namespace {

const std::string folder = clean_path(MOUNTLINT_SOURCE_DIR "/../shared/conformance/compose") + "/";

// Jobs have no container.
const std::set<std::string> other_topics = {"jobs"};

std::string topic_of(const std::string& path) { return path.substr(0, path.find('/')); }

std::vector<std::string> lines_of(const FileSystem& files, const std::string& path) {
  std::vector<std::string> out;
  const Result<std::string> text = files.read(path, 1u << 20);
  std::stringstream lines(text ? *text : std::string());
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) out.push_back(line);
  return out;
}

// A case as it is run: the options of its files `arguments` and `environment`.
struct Case {
  Case(const std::string& path, const FileSystem& files) : folder(path) {
    if (files.kind(path) == FileKind::file) {
      folder = directory_of(path);
      named.push_back(path);
      return;
    }
    std::string cd;
    for (const std::string& line : lines_of(files, path + "/environment")) {
      const std::size_t equals = line.find('=');
      options.variables.push_back({line.substr(0, equals), line.substr(equals + 1)});
    }
    const std::vector<std::string> arguments = lines_of(files, path + "/arguments");
    for (const std::string& line : arguments) argument(line.substr(0, line.find(' ')), line.substr(line.find(' ') + 1));
  }

  void argument(const std::string& option, const std::string& value) {
    const std::string path = join_path(folder, value);
    if (option == "-f") named.push_back(path);
    if (option == "--env-file") options.env_files.push_back(path);
    if (option == "--project-directory") options.project_directory = path;
    if (option == "-p") options.project_name = value;
    if (option == "cd") start = value;
    if (option != "--profile") return;
    if (!options.profiles) options.profiles.emplace();
    options.profiles->push_back(value);
  }

  Result<compose::FileSet> files(Sources& sources) const {
    if (!named.empty()) return {compose::FileSet{named}};
    return compose::find_files(join_path(folder, start), sources, options);
  }

  std::string folder, start;
  std::vector<std::string> named;
  compose::LoadOptions options;
};

// A case alone: in its folder lie other cases.
void add_below(const std::string& path, const FileSystem& disk, MemoryFileSystem& out) {
  const Result<std::vector<DirectoryEntry>> entries = disk.list(path);
  if (!entries) return;
  for (const DirectoryEntry& entry : *entries) {
    const std::string file = path + "/" + entry.name;
    if (entry.kind == FileKind::directory) add_below(file, disk, out);
    if (entry.kind != FileKind::file) continue;
    if (Result<std::string> text = disk.read(file, 1u << 24)) out.add(file, std::move(*text));
  }
}

MemoryFileSystem only(const std::string& path, const FileSystem& disk) {
  MemoryFileSystem out;
  if (disk.kind(path) == FileKind::file) out.add(path, *disk.read(path, 1u << 24));
  add_below(path, disk, out);
  return out;
}

// Where a project differs from the answer on purpose.
const std::map<std::string, const char*> known_differences = {
    {"unicity/unset-variable-in-target.yaml", "a target with an unset variable is unknown here, not empty"},
    {"yaml-structure/binary-tag.yaml", "`!!binary` is not decoded"},
    {"yaml-structure/bom-utf16be.yaml", "UTF-16 is refused"},
    {"yaml-structure/bom-utf16le.yaml", "UTF-16 is refused"},
    {"yaml-structure/deep-nesting-700.yaml", "a lower limit of nesting"},
    {"yaml-structure/implicit-key-too-long.yaml", "a key of more than 1024 characters is refused"},
    {"reset-and-override/explicit-key-beats-merged-reset", "a `!reset` that an explicit key hides does not act"},
};

struct Count {
  int cases = 0, agree = 0, silent = 0;
};

// What load() does not follow by itself, it marks.
bool is_followed(const compose::File& file) {
  return file.complete && std::all_of(file.services.begin(), file.services.end(),
                                      [](const compose::Service& service) { return service.complete; });
}

class Comparison {
 public:
  void add(const json& answer, const compose::File& file, const std::string& place);
  // compose-go chooses other files, or refuses what is chosen.
  void add_choice(const json& answer, const Result<compose::FileSet>& files, const std::string& base);
  void skip(const std::string& why) { ++skipped_[why]; }
  void print() const;
  Count total() const;
  const Count& topic(const std::string& name) { return counts_[name]; }

 private:
  std::map<std::string, Count> counts_;
  std::map<std::string, int> skipped_;
};

// An error of compose-go that is not found here makes a case silent: not all that it checks concerns mounts. The other
// way round is a wrong refusal.
void Comparison::add(const json& answer, const compose::File& file, const std::string& place) {
  const std::string path = answer["path"];
  const bool ok = answer["ok"], refused = !file.errors.empty() || !file.refusals.empty();
  if (ok && !is_followed(file) && !refused) return skip("not known in full");
  CAPTURE(path);
  const Differences differences = compare(file, answer, place);
  const bool known = known_differences.count(path) > 0;
  const bool wrong = !differences.empty() || (ok && refused);
  CHECK_MESSAGE(wrong == known, (file.errors.empty() ? std::string() : file.errors[0].message));
  if (!known)
    for (const Difference& difference : differences)
      MESSAGE(difference.what, ": ours ", difference.ours, ", theirs ", difference.theirs);
  Count& count = counts_[topic_of(path)];
  ++count.cases;
  const bool silent = !ok && !refused && !has_undefined_volume(file);
  if (silent) ++count.silent;
  if (silent && std::getenv("MOUNTLINT_SHOW")) std::cout << "silent: " << path << ": " << answer["error"] << "\n";
  if (!silent && !wrong) ++count.agree;
}

void Comparison::add_choice(const json& answer, const Result<compose::FileSet>& files, const std::string& base) {
  const std::string path = answer["path"];
  CAPTURE(path);
  std::vector<std::string> ours;
  for (const std::string& file : files ? files->files : std::vector<std::string>())
    ours.push_back(host_path(relative(file, base)));
  const std::vector<std::string> theirs = answer.value("files", std::vector<std::string>());
  const bool same = files ? ours == theirs : !answer["ok"].get<bool>();
  CHECK(same);
  if (files) return;
  Count& count = counts_[topic_of(path)];
  ++count.cases;
  if (same) ++count.agree;
}

Count Comparison::total() const {
  Count all;
  for (const auto& [topic, count] : counts_)
    all.cases += count.cases, all.agree += count.agree, all.silent += count.silent;
  return all;
}

void Comparison::print() const {
  for (const auto& [topic, count] : counts_)
    std::cout << topic << ": " << count.agree << " of " << count.cases << " (silent " << count.silent << ")\n";
  for (const auto& [topic, count] : skipped_) std::cout << "skipped: " << topic << ": " << count << "\n";
  const Count all = total();
  std::cout << "all: " << all.agree << " of " << all.cases << " (silent " << all.silent << ")\n";
}

}  // namespace

TEST_CASE("projects: the answers of compose-go") {
  std::ifstream answers(folder + "answers.jsonl");
  if (!answers) {
    MESSAGE("skipped: ../shared/conformance is absent");
    return;
  }
  const std::unique_ptr<FileSystem> files = disk();
  Comparison comparison;
  for (std::string line; std::getline(answers, line);) {
    const json answer = json::parse(line);
    const std::string path = answer["path"], place = folder + "cases/" + path;
    if (other_topics.count(topic_of(path))) {
      comparison.skip(topic_of(path));
      continue;
    }
    const MemoryFileSystem alone = only(place, *files);
    Sources sources(alone);
    const Case run(place, alone);
    const Result<compose::FileSet> set = run.files(sources);
    if (run.named.empty() && (answer.contains("files") || !set)) comparison.add_choice(answer, set, run.folder);
    if (set) comparison.add(answer, compose::load(*set, sources, run.options), run.folder);
  }
  comparison.print();
  CHECK(comparison.total().agree >= 1740);
  CHECK(comparison.total().silent <= 148);
  for (const char* topic :
       {"arguments", "compose-file-variable", "discovery", "load-order", "short-syntax", "tmpfs", "windows-paths"}) {
    CAPTURE(topic);
    CHECK(comparison.topic(topic).agree == comparison.topic(topic).cases);
  }
}
