// Counts where two sets of answers agree, field by field, and shows the first differences of each.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace mountlint::conformance {

// Differences that are meant, with their reasons: a file of lines `path field reason`, `*` for all fields; `#` begins a
// comment.
class KnownDifferences {
 public:
  // Throws std::runtime_error where a line has no reason.
  explicit KnownDifferences(const std::string& file);

  // Also notes that it was met.
  bool contains(const std::string& path, const std::string& field);
  std::size_t size() const { return entries_.size(); }
  // Those that were never met: the answers agree by now.
  std::vector<std::string> stale() const;

 private:
  struct Entry {
    std::string path, field;
    bool met = false;
  };
  std::vector<Entry> entries_;
};

class Tally {
 public:
  explicit Tally(KnownDifferences& known) : known_(known) {}

  // Prints the first differences of each field, both answers.
  bool compare(const std::string& path, const std::string& field, const nlohmann::json& recorded,
               const nlohmann::json& ours);
  // One row a field.
  void print(const std::string& title) const;
  std::size_t agreed() const;
  std::size_t differences() const;
  std::size_t known() const;
  // Files in which something differs that is listed.
  std::size_t known_files() const { return known_files_.size(); }

 private:
  struct Count {
    std::size_t agree = 0, known = 0, differ = 0;
  };
  KnownDifferences& known_;
  std::map<std::string, Count> fields_;
  std::set<std::string> known_files_;
};

}  // namespace mountlint::conformance
