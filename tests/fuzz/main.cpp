// `./dev fuzz`: lints damaged files and fails when one crashes, hangs, grows or is reported at a place it has not.
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "tests/fuzz/run.h"

namespace {

using namespace mountlint::fuzz;

constexpr std::string_view usage =
    "usage: ./dev fuzz [--count N] [--seed N] [--first N] [--processes N] [SEED FILES AND FOLDERS..]\n"
    "       ./dev fuzz --input FILE..   checks files as they are\n";

struct Arguments {
  RunOptions run;
  bool as_they_are = false;
  std::vector<std::string> paths;
  bool valid = true;
};

template <class Number>
bool read_number(std::string_view word, Number& out) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  return error == std::errc() && end == word.data() + word.size();
}

bool take_number(Arguments& arguments, std::string_view name, std::string_view value) {
  if (name == "--count") return read_number(value, arguments.run.count);
  if (name == "--seed") return read_number(value, arguments.run.seed);
  if (name == "--first") return read_number(value, arguments.run.first);
  return name == "--processes" && read_number(value, arguments.run.processes) && arguments.run.processes > 0;
}

Arguments parse(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc && out.valid; ++i) {
    const std::string_view word = argv[i];
    if (word == "--input")
      out.as_they_are = true;
    else if (word.starts_with("--"))
      out.valid = i + 1 < argc && take_number(out, word, argv[i + 1]), ++i;
    else
      out.paths.emplace_back(word);
  }
  return out;
}

int check_inputs(const Target& target) {
  bool good = !target.seeds.empty();
  for (const Seed& seed : target.seeds) {
    const Outcome outcome = check_one(target, seed.text);
    fmt::print("{}: {:.0f} ms, {:.1f} MiB, {} findings{}{}\n", seed.path, 1e3 * outcome.seconds,
               double(outcome.bytes) / (1 << 20), outcome.findings,
               outcome.wrong.empty() ? "" : "; FAILED: ", outcome.wrong);
    good &= outcome.wrong.empty();
  }
  return good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments = parse(argc, argv);
  if (!arguments.valid) return fmt::print(stderr, "{}", usage), 2;
  const Target target = dockerfile_target(arguments.paths);
  if (arguments.as_they_are) return check_inputs(target);
  if (target.seeds.empty()) return fmt::print(stderr, "fuzz: no Dockerfile to damage\n"), 2;
  fmt::print("{} damaged Dockerfiles, made from {} files of {}, seed {}\n", arguments.run.count, target.seeds.size(),
             target.seeds_from, arguments.run.seed);
  arguments.run.failures = "build/fuzz-failures";
  return run(target, arguments.run) ? 0 : 1;
}
