// The disk, and a file system in memory. Errors are values: std::filesystem is only used with error_code.
#include "parsers/filesystem.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <set>

namespace mountlint {

namespace fs = std::filesystem;

namespace {

FileKind kind_of(fs::file_type type) {
  if (type == fs::file_type::regular) return FileKind::file;
  if (type == fs::file_type::directory) return FileKind::directory;
  if (type == fs::file_type::not_found || type == fs::file_type::none) return FileKind::missing;
  return FileKind::other;
}

// Most directories say of what kind their entries are: no entry is looked up but links.
FileKind kind_of(const fs::directory_entry& entry) {
  std::error_code ignored;
  if (entry.is_regular_file(ignored)) return FileKind::file;
  if (entry.is_directory(ignored)) return FileKind::directory;
  return kind_of(entry.status(ignored).type());
}

bool is_link(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.is_symlink(ignored);
}

std::string too_large(std::uint64_t limit) {
  return "larger than " + std::to_string(limit) + " bytes (see --max-file-size)";
}

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class Disk : public FileSystem {
 public:
  FileKind kind(const std::string& path) const override {
    std::error_code error;
    return kind_of(fs::status(path, error).type());
  }

  Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
    // Only regular files: a device or a pipe may never end.
    const FileKind found = kind(path);
    if (found == FileKind::directory) return failure<std::string>("is a directory");
    if (found == FileKind::other) return failure<std::string>("is no regular file");
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
    if (!file) return failure<std::string>(std::strerror(errno));
    return read_all(file.get(), limit);
  }

  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override {
    std::error_code error;
    fs::directory_iterator at(path, fs::directory_options::none, error);
    std::vector<DirectoryEntry> entries;
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
      entries.push_back({at->path().filename().string(), kind_of(*at), is_link(*at)});
    }
    if (error) return failure<std::vector<DirectoryEntry>>(error.message());
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return {std::move(entries)};
  }

  std::string canonical(const std::string& path) const override {
    std::error_code error;
    const fs::path resolved = fs::canonical(path, error);
    return error ? path : resolved.string();
  }

 private:
  static Result<std::string> read_all(std::FILE* file, std::uint64_t limit) {
    std::string text;
    char buffer[1 << 16];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) {
      text.append(buffer, count);
      if (text.size() > limit) return failure<std::string>(too_large(limit));
    }
    if (std::ferror(file)) return failure<std::string>(std::strerror(errno));
    return {std::move(text)};
  }
};

}  // namespace

std::unique_ptr<FileSystem> disk() { return std::make_unique<Disk>(); }

void MemoryFileSystem::add(std::string path, std::string content) { files_[clean_path(path)] = std::move(content); }

void MemoryFileSystem::add_unreadable(std::string path) { files_[clean_path(path)] = std::nullopt; }

FileKind MemoryFileSystem::kind(const std::string& path) const {
  const std::string clean = clean_path(path);
  if (files_.contains(clean)) return FileKind::file;
  const std::string prefix = clean.ends_with('/') ? clean : clean + "/";
  const auto below = files_.lower_bound(prefix);
  const bool is_directory = below != files_.end() && below->first.starts_with(prefix);
  return is_directory || clean == "." ? FileKind::directory : FileKind::missing;
}

Result<std::string> MemoryFileSystem::read(const std::string& path, std::uint64_t limit) const {
  const auto file = files_.find(clean_path(path));
  if (file == files_.end())
    return failure<std::string>(kind(path) == FileKind::directory ? "is a directory" : "No such file or directory");
  if (!file->second) return failure<std::string>("Permission denied");
  if (file->second->size() > limit) return failure<std::string>(too_large(limit));
  return {*file->second};
}

Result<std::vector<DirectoryEntry>> MemoryFileSystem::list(const std::string& path) const {
  const std::string clean = clean_path(path);
  if (kind(clean) != FileKind::directory) return failure<std::vector<DirectoryEntry>>("No such file or directory");
  const std::string prefix = clean == "." ? "" : clean.ends_with('/') ? clean : clean + "/";
  std::vector<DirectoryEntry> entries;
  std::set<std::string> seen;
  for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.starts_with(prefix); ++at) {
    const std::string rest = at->first.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == 0) continue;  // an absolute path, seen from "."
    const bool directory = slash != std::string::npos;
    if (std::string name = rest.substr(0, slash); seen.insert(name).second)
      entries.push_back({std::move(name), directory ? FileKind::directory : FileKind::file, false});
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return {std::move(entries)};
}

std::string MemoryFileSystem::canonical(const std::string& path) const { return clean_path(path); }

}  // namespace mountlint
