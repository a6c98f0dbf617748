// `conformance dockerfile FILE...` and `conformance compose PATH...` print what we make of each, one JSON object a
// line. Without paths they hold our answers against the recorded ones of BuildKit and compose-go, and fail on any
// difference that is not listed with its reason; without any argument both are held.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/conformance/compose_answer.h"
#include "tests/conformance/compose_suite.h"
#include "tests/conformance/dockerfile_answer.h"
#include "tests/conformance/dockerfile_suite.h"
#include "tests/conformance/read_file.h"

using namespace mountlint::conformance;

namespace {

// One object a line; what cannot be read is said, and the rest goes on.
template <class Answer>
int print(std::span<char*> paths, Answer answer) {
  int status = 0;
  for (const std::string path : paths) try {
      if (!std::filesystem::exists(path)) throw std::runtime_error("cannot read " + path);
      std::cout << answer(path).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    } catch (const std::exception& error) {
      std::cerr << "conformance: " << error.what() << '\n';
      status = 2;
    }
  return status;
}

int dockerfile(std::span<char*> files) {
  if (files.empty()) return run_dockerfile_suite();
  return print(files, [](const std::string& path) { return dockerfile_answer(path, read_file(path)); });
}

int compose(std::span<char*> paths) { return paths.empty() ? run_compose_suite() : print(paths, compose_answer); }

}  // namespace

int main(int argc, char** argv) try {
  const std::span<char*> arguments(argv + 1, static_cast<std::size_t>(argc) - 1);
  if (arguments.empty()) return std::max(run_dockerfile_suite(), run_compose_suite());
  const std::string_view side = arguments[0];
  if (side == "dockerfile") return dockerfile(arguments.subspan(1));
  if (side == "compose") return compose(arguments.subspan(1));
  std::cerr << "usage: conformance [dockerfile [FILE...] | compose [PATH...]]\n";
  return 2;
} catch (const std::exception& error) {
  std::cerr << "conformance: " << error.what() << '\n';
  return 2;
}
