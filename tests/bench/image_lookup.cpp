// Looks up every name of the table of known images, one for each glob, and as many that nobody knows, over and over.
// Prints a row of the benchmark's table: nanoseconds for each of the three (the median of the rounds), and the limit;
// fails if one is above it.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "linter/model/known_images.h"

namespace {

using namespace mountlint;
using Clock = std::chrono::steady_clock;

constexpr double limit = 1000;

struct Names {
  std::vector<std::string> exact, globs, unknown;
};

Names names() {
  Names out;
  for (const KnownImage& image : known_images()) {
    std::string name(image.name);
    out.unknown.push_back("ghcr.io/acme/" + name.substr(name.rfind('/') + 1));
    const bool is_glob = name.find('*') != std::string::npos;
    std::replace(name.begin(), name.end(), '*', '7');
    (is_glob ? out.globs : out.exact).push_back(std::move(name));
  }
  return out;
}

// Negative if one of them is not as expected.
double nanoseconds(const std::vector<std::string>& names, bool known) {
  std::vector<double> rounds;
  const std::size_t repeats = 20'000 / names.size() + 1;
  for (int round = 0; round < 21; ++round) {
    std::size_t found = 0;
    const Clock::time_point begin = Clock::now();
    for (std::size_t i = 0; i < repeats; ++i)
      for (const std::string& name : names) found += find_known_image(std::string_view(name)) != nullptr;
    const std::chrono::duration<double, std::nano> time = Clock::now() - begin;
    if (found != (known ? repeats * names.size() : 0)) return -1;
    rounds.push_back(time.count() / static_cast<double>(repeats * names.size()));
  }
  std::ranges::nth_element(rounds, rounds.begin() + 10);
  return rounds[10];
}

}  // namespace

int main() {
  const Names all = names();
  const double exact = nanoseconds(all.exact, true), globs = nanoseconds(all.globs, true),
               unknown = nanoseconds(all.unknown, false);
  if (std::min({exact, globs, unknown}) < 0)
    return std::cerr << "image_lookup: a name is not found as it should be\n", 2;
  std::cout << fmt::format(
      "| a known image by its name, by a glob, an unknown one: `image_lookup` | {:.0f} / {:.0f} / "
      "{:.0f} ns | | limit {:.0f} ns, {} names |\n",
      exact, globs, unknown, limit, known_images().size());
  return std::max({exact, globs, unknown}) <= limit ? 0 : 1;
}
