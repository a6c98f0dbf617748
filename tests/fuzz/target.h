// One language that is fuzzed: what is damaged, with what, and what has to hold for any text.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace mountlint::fuzz {

// A text that is damaged.
struct Seed {
  std::string path;  // relative to the project
  std::string text;
};

// One that is checked as it is.
struct NamedCase {
  std::string name;
  std::string (*make)();
};

struct Target {
  std::string name;             // for people: "Dockerfiles"
  std::string file_name;        // of a failing input: "Dockerfile"
  std::string seeds_from = {};  // for people: "the corpus of real files"
  std::vector<Seed> seeds = {};
  std::vector<NamedCase> named = {};  // the first cases of a run
  std::vector<std::string> hostile;   // inserted more often than other bytes
  // Lints `text`; says what is wrong, empty if nothing is. Adds the number of findings to `findings`.
  std::function<std::string(const std::string& text, std::size_t& findings)> check;
};

// Real Dockerfiles, or those of the tests where there is no corpus beside the project; `paths` (files or folders) in
// their place.
Target dockerfile_target(const std::vector<std::string>& paths);

// Compose projects, packed into one text each (tests/fuzz/bundle.h): real ones, generated ones, and first of all those
// that were made to be hostile.
Target compose_target(const std::vector<std::string>& paths);

// The files that `roots` (files or folders) hold and `wanted` takes; files that are named themselves are taken anyway.
std::vector<Seed> seeds_below(const std::vector<std::string>& roots, bool (*wanted)(const std::filesystem::path&));

// The text of a file; empty if it cannot be read.
std::string read_file(const std::string& path);

}  // namespace mountlint::fuzz
