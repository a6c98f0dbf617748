// A file system that remembers the directories it has listed, and answers from them which files there are.
#pragma once

#include <memory>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "parsers/filesystem.h"

namespace mountlint {

// A lint walks the directories first and asks many times afterwards whether a file is there. What was listed stays as
// it was for as long as this lives; all else is asked of `files`, which must outlive it. Safe to use from many threads.
class DirectoryCache : public FileSystem {
 public:
  explicit DirectoryCache(const FileSystem& files) : files_(files), here_(files.canonical(".")) {}

  FileKind kind(const std::string& path) const override;
  Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
    return files_.read(path, limit);
  }
  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override;
  std::string canonical(const std::string& path) const override { return files_.canonical(path); }

 private:
  using Listing = std::shared_ptr<const std::vector<DirectoryEntry>>;

  std::string absolute(std::string_view directory) const;
  Listing find(std::string_view directory) const;

  const FileSystem& files_;
  const std::string here_;  // the working directory
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::string, Listing> listings_;  // by absolute path
};

}  // namespace mountlint
