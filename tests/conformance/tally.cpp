#include "tests/conformance/tally.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

namespace mountlint::conformance {

using nlohmann::json;

KnownDifferences::KnownDifferences(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    Entry entry;
    std::string reason;
    if (!(words >> entry.path >> entry.field >> reason)) throw std::runtime_error("no reason in: " + line);
    entries_.push_back(std::move(entry));
  }
}

bool KnownDifferences::contains(const std::string& path, const std::string& field) {
  for (Entry& entry : entries_)
    if (entry.path == path && (entry.field == "*" || entry.field == field)) return entry.met = true;
  return false;
}

std::vector<std::string> KnownDifferences::stale() const {
  std::vector<std::string> out;
  for (const Entry& entry : entries_)
    if (!entry.met) out.push_back(entry.path + " " + entry.field);
  return out;
}

bool Tally::compare(const std::string& path, const std::string& field, const json& recorded, const json& ours) {
  constexpr std::size_t shown = 20;
  Count& count = fields_[field];
  if (recorded == ours) return ++count.agree, true;
  if (known_.contains(path, field)) {
    known_files_.insert(path);
    return ++count.known, false;
  }
  const auto print = [](const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace).substr(0, 400);
  };
  if (++count.differ <= shown)
    std::cout << fmt::format("{} [{}]\n  recorded {}\n  ours     {}\n", path, field, print(recorded), print(ours));
  return false;
}

void Tally::print(const std::string& title) const {
  std::cout << fmt::format("{}\n  {:<24}{:>8}{:>8}{:>8}\n", title, "field", "agree", "known", "differ");
  for (const auto& [field, count] : fields_)
    std::cout << fmt::format("  {:<24}{:>8}{:>8}{:>8}\n", field, count.agree, count.known, count.differ);
}

std::size_t Tally::agreed() const {
  std::size_t sum = 0;
  for (const auto& [field, count] : fields_) sum += count.agree;
  return sum;
}

std::size_t Tally::known() const {
  std::size_t sum = 0;
  for (const auto& [field, count] : fields_) sum += count.known;
  return sum;
}

std::size_t Tally::differences() const {
  std::size_t sum = 0;
  for (const auto& [field, count] : fields_) sum += count.differ;
  return sum;
}

}  // namespace mountlint::conformance
