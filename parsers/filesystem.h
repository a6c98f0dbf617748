// The only way to the disk. Tests, standard input and editor buffers use the one in memory.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mountlint {

enum class FileKind : std::uint8_t { missing, file, directory, other };

// A value or a sentence that says why there is none (lower case, no full stop).
template <class T>
struct Result {
  std::optional<T> value;
  std::string error = {};

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  T& operator*() { return *value; }
  const T* operator->() const { return &*value; }
};

template <class T>
Result<T> failure(std::string why) {
  return {std::nullopt, std::move(why)};
}

struct DirectoryEntry {
  std::string name;
  FileKind kind;      // of the entry itself; a link is followed to tell file from directory
  bool link = false;  // links to directories are never walked
};

// Paths are absolute or relative to the working directory, `/` as separator. Nothing is ever written.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  virtual FileKind kind(const std::string& path) const = 0;
  // At most `limit` bytes; a larger file is an error that names the limit, as is what cannot be read.
  virtual Result<std::string> read(const std::string& path, std::uint64_t limit) const = 0;
  // Sorted by name, without `.` and `..`.
  virtual Result<std::vector<DirectoryEntry>> list(const std::string& path) const = 0;
  // The path with all links resolved; itself if that is impossible.
  virtual std::string canonical(const std::string& path) const = 0;
};

std::unique_ptr<FileSystem> disk();

// Files by absolute, clean path. Directories exist where a file lies below them.
class MemoryFileSystem : public FileSystem {
 public:
  void add(std::string path, std::string content);
  // A file that exists and cannot be read.
  void add_unreadable(std::string path);

  FileKind kind(const std::string& path) const override;
  Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override;
  std::string canonical(const std::string& path) const override;

 private:
  std::map<std::string, std::optional<std::string>> files_;
};

// `base` joined with `path` (an absolute `path` stands alone), cleaned of `.`, `..`, `//` and a trailing `/`,
// as Go's path.Clean does it. The empty path is `.`.
std::string join_path(std::string_view base, std::string_view path);
std::string clean_path(std::string_view path);
// All but the last component ("." if there is none), and the last component.
std::string_view directory_of(std::string_view path);
std::string_view file_name(std::string_view path);
// True if `path` equals `directory` or lies below it, by components. Both clean.
bool is_within(std::string_view path, std::string_view directory);

}  // namespace mountlint
