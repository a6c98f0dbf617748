// What compose-go makes of 1,911 projects against what load() makes of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

#include "compose_answers.h"

using namespace mountlint;
using namespace mountlint::compose_answers;

namespace {

const std::string folder = clean_path(MOUNTLINT_SOURCE_DIR "/../shared/conformance/compose") + "/";

// Topics of what load() does not do by itself: the program finds files and reads arguments; jobs have no container.
const std::set<std::string> other_topics = {"arguments", "compose-file-variable", "discovery", "include", "extends",
                                            "jobs",      "project-name"};

std::string topic_of(const std::string& path) { return path.substr(0, path.find('/')); }

// The files of a case: itself, or what is in its folder under the standard names.
compose::FileSet files_of(const std::string& path, const FileSystem& disk) {
  compose::FileSet set;
  if (disk.kind(path) == FileKind::file) {
    set.files = {path};
    return set;
  }
  const auto first = [&](std::initializer_list<const char*> names) {
    for (const char* name : names)
      if (set.files.size() < 2 && disk.kind(path + "/" + name) == FileKind::file)
        return set.files.push_back(path + "/" + name);
  };
  first({"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"});
  first(
      {"compose.override.yaml", "compose.override.yml", "docker-compose.override.yml", "docker-compose.override.yaml"});
  return set;
}

// A case alone: in its folder lie other cases.
MemoryFileSystem only(const std::string& path, const FileSystem& disk) {
  MemoryFileSystem out;
  const auto add = [&](const std::string& file) {
    if (Result<std::string> text = disk.read(file, 1u << 24)) out.add(file, std::move(*text));
  };
  if (disk.kind(path) == FileKind::file) add(path);
  if (const Result<std::vector<DirectoryEntry>> entries = disk.list(path))
    for (const DirectoryEntry& entry : *entries) add(path + "/" + entry.name);
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
  void add(const json& answer, const compose::File& file);
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
void Comparison::add(const json& answer, const compose::File& file) {
  const std::string path = answer["path"];
  const bool ok = answer["ok"], refused = !file.errors.empty();
  if (ok && !is_followed(file) && !refused) return skip("with include or extends");
  CAPTURE(path);
  const Differences differences = compare(file, answer);
  const bool known = known_differences.count(path) > 0;
  const bool wrong = !differences.empty() || (ok && refused);
  CHECK_MESSAGE(wrong == known, (refused ? file.errors[0].message : std::string()));
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
    const bool arguments =
        files->kind(place + "/arguments") == FileKind::file || files->kind(place + "/environment") == FileKind::file;
    if (arguments || other_topics.count(topic_of(path))) {
      comparison.skip(arguments ? "with arguments or an environment" : topic_of(path));
      continue;
    }
    const MemoryFileSystem alone = only(place, *files);
    Sources sources(alone);
    comparison.add(answer, compose::load(files_of(place, alone), sources));
  }
  comparison.print();
  CHECK(comparison.total().agree >= 1480);
  CHECK(comparison.total().silent <= 145);
  for (const char* topic : {"short-syntax", "tmpfs", "windows-paths", "profiles"}) {
    CAPTURE(topic);
    CHECK(comparison.topic(topic).agree == comparison.topic(topic).cases);
  }
}
