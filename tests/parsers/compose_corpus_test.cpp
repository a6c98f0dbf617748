// Real compose files: nothing is refused that compose-go takes, and the mounts are those that compose-go sees.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "compose_answers.h"

using namespace mountlint;
using namespace mountlint::compose_answers;

TEST_CASE("corpus: every refusal is one of compose-go, too") {
  std::ifstream answers(MOUNTLINT_SOURCE_DIR "/../shared/conformance/compose/corpus.jsonl");
  const std::string folder = clean_path(MOUNTLINT_SOURCE_DIR "/../shared/corpus") + "/";
  const std::unique_ptr<FileSystem> files = disk();
  if (!answers || files->kind(folder + "compose") != FileKind::directory) {
    MESSAGE("skipped: ../shared/conformance or ../shared/corpus is absent");
    return;
  }
  int count = 0, services = 0, mounts = 0, refused_by_both = 0, refused_by_compose = 0, errors = 0;
  for (std::string line; std::getline(answers, line); ++count) {
    const json answer = json::parse(line);
    const std::string path = answer["path"];
    CAPTURE(path);
    Sources sources(*files);
    const compose::File file = compose::load({{folder + path}}, sources);
    const bool ok = answer["ok"];
    errors += int(file.errors.size());
    if (!ok) ++refused_by_compose;
    if (!ok && !file.errors.empty()) ++refused_by_both;
    if (ok) CHECK_MESSAGE(file.errors.empty(), file.errors[0].message);
    for (const Difference& difference : compare(file, answer, file.directory))
      FAIL_CHECK(difference.what, ": ours ", difference.ours, ", theirs ", difference.theirs);
    for (const compose::Service& service : file.services) ++services, mounts += int(service.volumes.size());
    if (!std::getenv("MOUNTLINT_SHOW")) continue;
    for (const SyntaxError& error : file.errors) std::cout << path << ": " << error.message << "\n";
  }
  std::cout << "files: " << count << ", services: " << services << ", mounts: " << mounts
            << ", refused by compose-go: " << refused_by_compose << ", by both: " << refused_by_both
            << ", errors: " << errors << "\n";
  CHECK(count == 1890);
  CHECK(mounts >= 2988);
}
