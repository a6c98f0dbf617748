#include "parsers/sources.h"

#include <algorithm>

#include "parsers/dockerfile/ast.h"
#include "parsers/yaml/tree.h"

namespace mountlint {

// What became of one path. `parsing` is held while the file is parsed, so that two threads never parse it twice.
struct Sources::Entry {
  SourcePtr source;
  std::string error;
  bool exists = false;  // an error about a file that is there
  std::mutex parsing;
  std::unique_ptr<yaml::File> yaml;
  std::unique_ptr<dockerfile::File> dockerfile;
};

Sources::Sources(const FileSystem& files, std::uint64_t max_file_size) : files_(files), max_file_size_(max_file_size) {}

Sources::~Sources() = default;

Result<SourcePtr> Sources::open(const std::string& path) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Entry>& entry = by_path_[path];
  if (!entry) {
    entry = std::make_unique<Entry>();
    Result<std::string> text = files_.read(path, max_file_size_);
    if (text) {
      entry->source = std::make_shared<SourceFile>(FileId(by_id_.size()), path, std::move(*text));
      by_id_.push_back(entry->source);
    } else {
      entry->error = text.error;
      entry->exists = files_.kind(path) != FileKind::missing;
    }
  }
  if (!entry->source) return failure<SourcePtr>(entry->error);
  return {entry->source};
}

SourcePtr Sources::add(const std::string& path, std::string text) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Entry>& entry = by_path_[path] = std::make_unique<Entry>();
  entry->source = std::make_shared<SourceFile>(FileId(by_id_.size()), path, std::move(text));
  by_id_.push_back(entry->source);
  return entry->source;
}

Sources::Entry& Sources::entry_of(const SourcePtr& source) {
  const std::lock_guard lock(mutex_);
  return *by_path_.at(source->path());
}

const yaml::File& Sources::yaml(const SourcePtr& source) {
  Entry& entry = entry_of(source);
  const std::lock_guard lock(entry.parsing);
  if (!entry.yaml) entry.yaml = std::make_unique<yaml::File>(yaml::parse(source));
  return *entry.yaml;
}

const dockerfile::File& Sources::dockerfile(const SourcePtr& source) {
  Entry& entry = entry_of(source);
  const std::lock_guard lock(entry.parsing);
  if (!entry.dockerfile) entry.dockerfile = std::make_unique<dockerfile::File>(dockerfile::parse(source));
  return *entry.dockerfile;
}

void Sources::forget_trees() {
  const std::lock_guard lock(mutex_);
  for (auto& [path, entry] : by_path_) {
    entry->yaml.reset();
    entry->dockerfile.reset();
  }
}

SourcePtr Sources::at(FileId id) const {
  const std::lock_guard lock(mutex_);
  return by_id_.at(static_cast<std::size_t>(id));
}

std::vector<SourcePtr> Sources::all() const {
  const std::lock_guard lock(mutex_);
  return by_id_;
}

std::vector<std::pair<std::string, std::string>> Sources::unreadable() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::string, std::string>> errors;
  for (const auto& [path, entry] : by_path_)
    if (entry->exists) errors.emplace_back(path, entry->error);
  return errors;
}

}  // namespace mountlint
