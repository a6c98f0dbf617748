// The size of a batch bounds memory and must not be seen in the report.
#include <doctest/doctest.h>

#include "linter/batches.h"
#include "linter/lint.h"
#include "linter/report/report.h"
#include "rules/rules.h"

using namespace mountlint;

namespace {

std::string report_with(const FileSystem& files, std::vector<std::string> paths, std::size_t batch_size) {
  LintOptions options;
  options.paths = std::move(paths);
  options.isolated = true;
  options.batch_size = batch_size;
  const Report report = lint(options, files, all_rules());
  return report::json(report, {});
}

Discovered discovered(std::vector<std::vector<std::string>> sets, std::vector<std::string> dockerfiles) {
  Discovered found;
  for (std::vector<std::string>& set : sets) found.file_sets.push_back({std::move(set)});
  found.dockerfiles = std::move(dockerfiles);
  return found;
}

}  // namespace

TEST_CASE("the report is the same for every size of a batch") {
  const auto files = disk();
  const std::vector<std::string> paths = {MOUNTLINT_SOURCE_DIR "/examples", MOUNTLINT_SOURCE_DIR "/tests/fixtures"};
  const std::string whole = report_with(*files, paths, 1'000'000);
  CHECK(whole.find("\"rule\": \"bind-hides-dependencies\"") != std::string::npos);
  CHECK(report_with(*files, paths, 1) == whole);
  CHECK(report_with(*files, paths, 50) == whole);
}

TEST_CASE("files that have to be seen together are one batch") {
  MemoryFileSystem files;
  files.add("/a/compose.yaml", "services: {x: {build: {context: ../c}}}\n");
  files.add("/b/compose.yaml", "services: {x: {build: ../c}}\n");
  files.add("/c/Dockerfile", "FROM scratch\n");
  files.add("/d/compose.yaml", "services: {x: {image: y}}\n");
  files.add("/d/compose.prod.yaml", "services: {x: {image: z}}\n");
  files.add("/e/Dockerfile", "FROM scratch\n");
  Sources sources(files);
  const Discovered found =
      discovered({{"/a/compose.yaml"}, {"/b/compose.yaml"}, {"/d/compose.yaml"}, {"/d/compose.prod.yaml"}},
                 {"/c/Dockerfile", "/e/Dockerfile"});
  const std::vector<Batch> parts = batches(found, 1, 2, sources);
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].file_sets.size() == 2);
  CHECK(parts[0].dockerfiles == std::vector<std::string>{"/c/Dockerfile"});
  CHECK(parts[1].file_sets.size() == 2);
  CHECK(parts[1].dockerfiles.empty());
  CHECK(parts[2].dockerfiles == std::vector<std::string>{"/e/Dockerfile"});
  CHECK(batches(found, 6, 2, sources).size() == 1);
  CHECK(batches(discovered({}, {}), 1, 1, sources).size() == 1);
}
