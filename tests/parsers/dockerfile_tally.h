// Counts where we agree with BuildKit's answers.
#pragma once

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

// A difference that is meant. An empty field means all fields of the file.
struct KnownDifference {
  std::string_view path;
  std::string_view field;
  std::string_view reason;
};

// Agreements and differences per field of the answers.
class Tally {
 public:
  explicit Tally(std::span<const KnownDifference> known = {}) : known_differences_(known) {}

  // Prints the first differences of each field.
  bool compare(const std::string& path, const std::string& field, const nlohmann::json& expected,
               const nlohmann::json& actual) {
    if (expected == actual) return ++agreed_[field], true;
    if (is_known(path, field)) return ++known_, false;
    const auto print = [](const nlohmann::json& value) {
      return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).substr(0, 300);
    };
    if (++differ_[field] <= 12)
      std::cout << fmt::format("{} [{}]\n  expected {}\n  actual   {}\n", path, field, print(expected), print(actual));
    return false;
  }

  void print(const std::string& title) const {
    std::cout << title << '\n';
    std::set<std::string> fields;
    for (const auto& [field, count] : agreed_) fields.insert(field);
    for (const auto& [field, count] : differ_) fields.insert(field);
    for (const std::string& field : fields) {
      const auto agreed = agreed_.count(field) ? agreed_.at(field) : 0;
      std::cout << fmt::format("  {:<12} {:>6} agree, {} differ\n", field, agreed, differences(field));
    }
    std::cout << fmt::format("  known differences met: {}\n", known_);
  }

  std::size_t differences(const std::string& field) const { return differ_.count(field) ? differ_.at(field) : 0; }
  std::size_t differences() const {
    std::size_t sum = 0;
    for (const auto& [field, count] : differ_) sum += count;
    return sum;
  }
  std::size_t agreed() const {
    std::size_t sum = 0;
    for (const auto& [field, count] : agreed_) sum += count;
    return sum;
  }

 private:
  bool is_known(const std::string& path, const std::string& field) const {
    return std::any_of(known_differences_.begin(), known_differences_.end(), [&](const KnownDifference& known) {
      return known.path == path && (known.field.empty() || known.field == field);
    });
  }

  std::span<const KnownDifference> known_differences_;
  std::map<std::string, std::size_t> agreed_, differ_;
  std::size_t known_ = 0;
};

// The answers have U+FFFD for each byte that is not UTF-8.
inline std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    const std::string_view bytes = text.substr(at, c.size);
    out += c.value == 0xFFFD ? "\xEF\xBF\xBD" : bytes;
    at += c.size;
  }
  return out;
}

}  // namespace mountlint::dockerfile
