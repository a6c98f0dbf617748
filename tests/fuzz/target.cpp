// What both targets read their seeds with. Sorted, so that a case is the same on every machine that has the same files.
#include "tests/fuzz/target.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace mountlint::fuzz {
namespace {

namespace fs = std::filesystem;

void add_seeds(const std::string& root, bool (*wanted)(const fs::path&), std::vector<Seed>& out) {
  std::error_code ignored;
  if (fs::is_regular_file(root, ignored)) return out.push_back({root, read_file(root)});
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator at(root, ignored), end; at != end; at.increment(ignored))
    if (at->is_regular_file(ignored) && wanted(at->path())) paths.push_back(at->path().string());
  std::ranges::sort(paths);
  for (const std::string& path : paths) out.push_back({path, read_file(path)});
}

}  // namespace

std::vector<Seed> seeds_below(const std::vector<std::string>& roots, bool (*wanted)(const fs::path&)) {
  std::vector<Seed> out;
  for (const std::string& root : roots) add_seeds(root, wanted, out);
  return out;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

}  // namespace mountlint::fuzz
