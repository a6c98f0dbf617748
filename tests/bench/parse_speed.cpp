// `parse_speed [--row TEXT] LIST`: parses the files that LIST names, one a line: Dockerfiles that lie in memory, over
// and over. Prints a row of the benchmark's table: megabytes a second (the median of the rounds) and allocations per
// instruction.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "parsers/dockerfile/ast.h"
#include "tests/support/allocations.h"

namespace {

using namespace mountlint;
using test::allocations;
using Clock = std::chrono::steady_clock;

struct Round {
  double seconds = 0;
  std::size_t allocations = 0, instructions = 0;
};

std::vector<SourcePtr> read_all(const char* list, std::size_t& bytes) {
  std::vector<SourcePtr> sources;
  std::ifstream paths(list);
  for (std::string path; std::getline(paths, path);) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    bytes += text.size();
    sources.push_back(std::make_shared<SourceFile>(FileId(sources.size()), path, std::move(text)));
  }
  return sources;
}

Round run(const std::vector<SourcePtr>& sources) {
  Round round;
  const std::size_t before = allocations();
  const Clock::time_point begin = Clock::now();
  for (const SourcePtr& source : sources) round.instructions += dockerfile::parse(source).instructions.size();
  round.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  round.allocations = allocations() - before;
  return round;
}

}  // namespace

int main(int argc, char** argv) {
  std::string label = "parsing";
  int first = 1;
  if (argc > 2 && std::string_view(argv[1]) == "--row") label = argv[2], first = 3;
  std::size_t bytes = 0;
  const std::vector<SourcePtr> sources = first < argc ? read_all(argv[first], bytes) : std::vector<SourcePtr>();
  if (sources.empty()) return std::cerr << "usage: parse_speed [--row TEXT] LIST\n", 2;
  std::vector<Round> rounds;
  for (int i = 0; i < 11; ++i) rounds.push_back(run(sources));
  std::ranges::sort(rounds, {}, &Round::seconds);
  const Round& median = rounds[rounds.size() / 2];
  std::cout << fmt::format("| {} | {:.1f} ms | {:.0f} MB/s | {:.2f} allocations per instruction |\n", label,
                           median.seconds * 1e3, static_cast<double>(bytes) / 1e6 / median.seconds,
                           static_cast<double>(median.allocations) / static_cast<double>(median.instructions));
}
