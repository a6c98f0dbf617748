// A union-find over files: two compose files are joined by their folder, or by a Dockerfile that both build. To know
// what they build they are loaded once and dropped again; a second load is the price of a bounded run.
#include "linter/batches.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "linter/model/parallel.h"
#include "linter/model/workspace.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t i, std::size_t j) { parent_[find(j)] = find(i); }
  // Joins `i` with everything that was given the same key before.
  void join(std::size_t i, const std::string& key) { join(keys_.try_emplace(key, i).first->second, i); }

 private:
  std::vector<std::size_t> parent_;
  std::unordered_map<std::string, std::size_t> keys_;
};

// The files of other folders that each set reads, in slices, so that only one slice of trees is in memory.
std::vector<std::vector<std::string>> linked_files(const Discovered& found, std::size_t slice, unsigned threads,
                                                   Sources& sources) {
  const std::vector<compose::FileSet>& sets = found.file_sets;
  std::vector<std::vector<std::string>> linked(sets.size());
  for (std::size_t begin = 0; begin < sets.size(); begin += slice) {
    const std::size_t count = std::min(slice, sets.size() - begin);
    parallel_for(count, threads,
                 [&](std::size_t i) { linked[begin + i] = files_read_by(sets[begin + i], found.load, sources); });
    sources.forget_trees();
  }
  return linked;
}

// The group of each file: the sets first, then the Dockerfiles.
std::vector<std::size_t> group_of_each(const Discovered& found, std::size_t slice, unsigned threads, Sources& sources) {
  const std::vector<compose::FileSet>& sets = found.file_sets;
  const std::vector<std::vector<std::string>> linked = linked_files(found, slice, threads, sources);
  Groups groups(sets.size() + found.dockerfiles.size());
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (const std::string& file : sets[i].files) groups.join(i, std::string(directory_of(clean_path(file))) + "/");
    for (const std::string& file : linked[i]) groups.join(i, file);
  }
  for (std::size_t i = 0; i < found.dockerfiles.size(); ++i)
    groups.join(sets.size() + i, clean_path(found.dockerfiles[i]));
  std::vector<std::size_t> out(sets.size() + found.dockerfiles.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = groups.find(i);
  return out;
}

}  // namespace

std::vector<Batch> batches(const Discovered& found, std::size_t most, unsigned threads, Sources& sources) {
  if (found.file_sets.size() + found.dockerfiles.size() <= most) return {{found.file_sets, found.dockerfiles}};
  const std::vector<std::size_t> group = group_of_each(found, most, threads, sources);
  std::unordered_map<std::size_t, std::vector<std::size_t>> members;
  std::vector<std::size_t> order;  // groups by their first file
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (members[group[i]].empty()) order.push_back(group[i]);
    members[group[i]].push_back(i);
  }
  std::vector<Batch> out(1);
  for (const std::size_t id : order) {
    const std::vector<std::size_t>& files = members[id];
    if (out.back().size() > 0 && out.back().size() + files.size() > most) out.emplace_back();
    for (const std::size_t i : files) {
      const std::size_t sets = found.file_sets.size();
      if (i < sets) out.back().file_sets.push_back(found.file_sets[i]);
      if (i >= sets) out.back().dockerfiles.push_back(found.dockerfiles[i - sets]);
    }
  }
  return out;
}

}  // namespace mountlint
