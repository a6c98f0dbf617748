// `./dev fuzz`: lints damaged files and fails when one crashes, hangs, grows or is reported at a place it has not.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "tests/fuzz/run.h"

namespace {

using namespace mountlint::fuzz;

constexpr std::string_view usage =
    "usage: ./dev fuzz [--only dockerfile|compose] [--count N] [--seed N] [--first N] [--processes N]\n"
    "                  [SEED FILES AND FOLDERS..]\n"
    "       ./dev fuzz [--only ..] --input FILE..   checks files as they are\n"
    "       ./dev fuzz --named [WORD..]             checks the hostile compose projects, or those with a word\n"
    "N cases of each language.\n";

struct Arguments {
  RunOptions run;
  std::string only;  // a language; empty: both
  bool as_they_are = false, named = false;
  std::vector<std::string> paths;
  bool valid = true;
};

template <class Number>
bool read_number(std::string_view word, Number& out) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  return error == std::errc() && end == word.data() + word.size();
}

bool take_number(Arguments& arguments, std::string_view name, std::string_view value) {
  if (name == "--only") return arguments.only = value, value == "dockerfile" || value == "compose";
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
    else if (word == "--named")
      out.named = true;
    else if (word.starts_with("--"))
      out.valid = i + 1 < argc && take_number(out, word, argv[i + 1]), ++i;
    else
      out.paths.emplace_back(word);
  }
  return out;
}

bool check_and_print(const Target& target, const std::string& name, const std::string& text,
                     double limit = most_seconds) {
  const Outcome outcome = check_one(target, text, limit);
  fmt::print("{}: {:.0f} ms, {:.1f} MiB, {} findings{}{}\n", name, 1e3 * outcome.seconds,
             double(outcome.bytes) / (1 << 20), outcome.findings,
             outcome.wrong.empty() ? "" : "; FAILED: ", outcome.wrong);
  std::fflush(stdout);
  return outcome.wrong.empty();
}

bool check_inputs(const Target& target) {
  bool good = true;
  for (const Seed& seed : target.seeds) good &= check_and_print(target, seed.path, seed.text);
  return good;
}

bool check_named(const Target& target, const std::vector<std::string>& words) {
  bool good = true;
  for (const NamedCase& one : target.named) {
    const auto occurs = [&](const std::string& word) { return one.name.find(word) != std::string::npos; };
    if (words.empty() || std::ranges::any_of(words, occurs))
      good &= check_and_print(target, one.name, one.make(), most_seconds_of_named);
  }
  return good;
}

// Of files that are named, each language takes its own.
std::vector<std::string> own_inputs(const Arguments& arguments, bool compose) {
  std::vector<std::string> out;
  for (const std::string& path : arguments.paths) {
    const bool yaml = path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".project");
    if (!arguments.only.empty() || yaml == compose) out.push_back(path);
  }
  return out;
}

bool run_target(const Target& target, const Arguments& arguments) {
  if (target.seeds.empty()) return fmt::print("no {} to damage\n", target.name), true;
  fmt::print("{} damaged {}, made from {} files of {}, seed {}\n", arguments.run.count, target.name,
             target.seeds.size(), target.seeds_from, arguments.run.seed);
  return run(target, arguments.run);
}

bool run_language(const Arguments& arguments, bool compose) {
  const auto make = compose ? compose_target : dockerfile_target;
  if (!arguments.as_they_are) return run_target(make(arguments.paths), arguments);
  const std::vector<std::string> inputs = own_inputs(arguments, compose);
  return inputs.empty() || check_inputs(make(inputs));
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments = parse(argc, argv);
  if (!arguments.valid) return fmt::print(stderr, "{}", usage), 2;
  if (arguments.named) return check_named(compose_target({}), arguments.paths) ? 0 : 1;
  arguments.run.failures = "build/fuzz-failures";
  bool good = true;
  if (arguments.only != "compose") good &= run_language(arguments, false);
  if (arguments.only != "dockerfile") good &= run_language(arguments, true);
  return good ? 0 : 1;
}
