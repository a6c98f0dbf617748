// Opens and parses each file once; outlives a run. Safe to use from several threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "parsers/filesystem.h"
#include "parsers/source.h"

namespace mountlint {

namespace yaml {
struct Document;
struct File;
}  // namespace yaml
namespace dockerfile {
struct File;
}

class Sources {
 public:
  explicit Sources(const FileSystem& files, std::uint64_t max_file_size = 16u << 20);
  ~Sources();

  const FileSystem& files() const { return files_; }

  // The text at `path` (clean). The same path gives the same file. A missing, unreadable or too large file is
  // an error; it is remembered, too.
  Result<SourcePtr> open(const std::string& path);
  // Puts `text` in place of what the file system has at `path`: standard input, editor buffers.
  SourcePtr add(const std::string& path, std::string text);

  // Parsed once per file. The trees live as long as this Sources, or until forget_trees().
  const yaml::File& yaml(const SourcePtr& source);
  const dockerfile::File& dockerfile(const SourcePtr& source);
  // Drops all trees; they are made again when they are asked for. Nobody may hold one, and no other thread may parse.
  void forget_trees();

  SourcePtr at(FileId id) const;
  // Every text opened so far, by FileId.
  std::vector<SourcePtr> all() const;
  // Read errors of files that exist but could not be read, sorted by path: each makes the run exit 2.
  std::vector<std::pair<std::string, std::string>> unreadable() const;

 private:
  struct Entry;
  Entry& entry_of(const SourcePtr& source);
  const FileSystem& files_;
  std::uint64_t max_file_size_;
  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Entry>> by_path_;
  std::vector<SourcePtr> by_id_;
};

}  // namespace mountlint
