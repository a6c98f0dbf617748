// `conformance dockerfile FILE...` prints what we make of each file, one JSON object a line. Without files it holds our
// answers against the recorded ones of BuildKit and fails on any difference that is not listed with its reason.
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/conformance/dockerfile_answer.h"
#include "tests/conformance/dockerfile_suite.h"

using namespace mountlint::conformance;

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  if (!in || !(out << in.rdbuf() || in.eof())) throw std::runtime_error("cannot read " + path);
  return std::move(out).str();
}

int print_answers(std::span<char*> files) {
  for (const std::string path : files) std::cout << dockerfile_answer(path, read(path)).dump() << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::span<char*> arguments(argv + 1, static_cast<std::size_t>(argc) - 1);
  if (arguments.empty() || std::string_view(arguments[0]) != "dockerfile") {
    std::cerr << "usage: conformance dockerfile [FILE...]\n";
    return 2;
  }
  const std::span<char*> files = arguments.subspan(1);
  return files.empty() ? run_dockerfile_suite() : print_answers(files);
} catch (const std::exception& error) {
  std::cerr << "conformance: " << error.what() << '\n';
  return 2;
}
