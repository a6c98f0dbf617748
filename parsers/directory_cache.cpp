// A relative path and an absolute one may name the same directory: listings are kept by the absolute path. A path that
// is not clean, or leads above the working directory, is simply not found.
#include "parsers/directory_cache.h"

#include <algorithm>
#include <mutex>

namespace mountlint {

std::string DirectoryCache::absolute(std::string_view directory) const {
  if (directory.starts_with('/')) return std::string(directory);
  return directory == "." ? here_ : here_ + '/' + std::string(directory);
}

DirectoryCache::Listing DirectoryCache::find(std::string_view directory) const {
  const std::shared_lock lock(mutex_);
  const auto found = listings_.find(absolute(directory));
  return found == listings_.end() ? nullptr : found->second;
}

FileKind DirectoryCache::kind(const std::string& path) const {
  const std::string_view name = file_name(path);
  const bool plain = !name.empty() && name != "." && name != ".." && !path.ends_with('/');
  const Listing listing = plain ? find(directory_of(path)) : nullptr;
  if (!listing) return files_.kind(path);
  const auto entry = std::ranges::lower_bound(*listing, name, {}, &DirectoryEntry::name);
  return entry != listing->end() && entry->name == name ? entry->kind : FileKind::missing;
}

Result<std::vector<DirectoryEntry>> DirectoryCache::list(const std::string& path) const {
  if (const Listing known = find(path)) return {*known};
  Result<std::vector<DirectoryEntry>> listed = files_.list(path);
  if (!listed) return listed;
  const std::unique_lock lock(mutex_);
  listings_.emplace(absolute(path), std::make_shared<const std::vector<DirectoryEntry>>(*listed));
  return listed;
}

}  // namespace mountlint
