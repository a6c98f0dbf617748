// One language that is fuzzed: what is damaged, with what, and what has to hold for any text.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace mountlint::fuzz {

// A text that is damaged.
struct Seed {
  std::string path;  // relative to the project
  std::string text;
};

struct Target {
  std::string file_name;   // of a failing input: "Dockerfile"
  std::string seeds_from;  // for people: "2884 files of the corpus"
  std::vector<Seed> seeds;
  std::vector<std::string> hostile;  // inserted more often than other bytes
  // Lints `text`; says what is wrong, empty if nothing is. Adds the number of findings to `findings`.
  std::function<std::string(const std::string& text, std::size_t& findings)> check;
};

// Real Dockerfiles, or those of the tests where there is no corpus beside the project; `paths` (files or folders) in
// their place.
Target dockerfile_target(const std::vector<std::string>& paths);

// The text of a file; empty if it cannot be read.
std::string read_file(const std::string& path);

}  // namespace mountlint::fuzz
