#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace mountlint::conformance {

// All bytes of a file. Throws std::runtime_error if it cannot be read.
inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in || std::filesystem::is_directory(path)) throw std::runtime_error("cannot read " + path.string());
  return bytes;
}

}  // namespace mountlint::conformance
