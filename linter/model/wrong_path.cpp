// Four ways to miss, the surest first: a path that is known for it, a slip of the pen, a directory below the right one,
// and the only volume with a name like "data" at a path that could be right and is not.
#include "linter/model/wrong_path.h"

#include <algorithm>
#include <cctype>
#include <numeric>

#include "linter/model/config_files.h"
#include "linter/model/persistence.h"
#include "parsers/dockerfile/characters.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

using dockerfile::lower;

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t changed = diagonal + (a[i - 1] == b[k - 1] ? 0 : 1);
      diagonal = row[k];
      row[k] = std::min({row[k - 1] + 1, row[k] + 1, changed});
    }
  }
  return row[b.size()];
}

// `/var/lib/MARIADB` for `/var/lib/mariadb`, `/var/lib/postgres/data` for `/var/lib/postgresql/data`.
bool is_damaged_copy(std::string_view target, std::string_view path) {
  constexpr std::size_t shortest = 10, longest = 200;  // short paths are near each other by chance
  if (path.size() < shortest || target.size() > longest || path.size() > longest) return false;
  return distance(lower(target), lower(path)) <= 2;
}

// In the table, or the path that the data was moved away from.
bool is_known_wrong(const DataDirectory& directory, std::string_view target) {
  return std::ranges::count(directory.row->wrong_paths, target) > 0 || clean_path(directory.row->path) == target;
}

// True if the image keeps something else there, by its own documentation.
bool is_other_path(const DataDirectory& directory, std::string_view target) {
  if (is_known_wrong(directory, target)) return false;
  return std::ranges::any_of(directory.known->paths, [&](const ImagePath& row) {
    return &row != directory.row && !row.path.empty() && is_within(target, clean_path(row.path));
  });
}

bool is_candidate(const DataDirectory& directory, const Mount& mount) {
  return may_hold_data(mount) && !is_no_data_name(mount.target_path) && !is_other_path(directory, mount.target_path);
}

// The name of a volume, or the last component of a host path.
std::string source_name(const Mount& mount) {
  if (!mount.source) return {};
  return lower(file_name(clean_path(mount.source->value())));
}

bool is_data_word(std::string_view word, std::string_view engine) {
  constexpr std::string_view names[] = {"db", "data", "database", "pg", "mysql", "mongo", "redis", "postgres"};
  return std::ranges::count(names, word) > 0 || word.ends_with("data") || word.ends_with("db") ||
         word.starts_with("data") || lower(engine) == word;
}

// `db_data`, `pgdata`; but no `db-backup`, `mysql-conf`.
bool has_data_name(const Mount& mount, std::string_view engine) {
  constexpr std::string_view others[] = {"dump",   "dumps", "backup", "backups", "conf",    "config", "cfg",   "init",
                                         "initdb", "log",   "logs",   "sql",     "scripts", "cert",   "certs", "seed"};
  bool found = false;
  std::string word;
  for (const char c : source_name(mount) + "-") {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      word += c;
      continue;
    }
    if (std::ranges::count(others, std::string_view(word)) > 0) return false;
    found |= !word.empty() && is_data_word(word, engine);
    word.clear();
  }
  return found;
}

bool looks_like_data_directory(std::string_view path) {
  constexpr std::string_view parents[] = {"/var/lib", "/data", "/srv", "/opt"};
  return std::ranges::any_of(parents, [&](std::string_view parent) { return is_within(path, parent); });
}

// The only mount with a name like data, if it goes to a path that looks like one for data.
const Mount* only_data_mount(const DataDirectory& directory) {
  const Mount* only = nullptr;
  for (const Mount& mount : directory.container->mounts) {
    if (!is_candidate(directory, mount) || !has_data_name(mount, directory.known->engine)) continue;
    if (only) return nullptr;
    only = &mount;
  }
  return only && looks_like_data_directory(only->target_path) ? only : nullptr;
}

}  // namespace

bool may_hold_data(const Mount& mount) {
  const bool kind = mount.type == MountType::volume || mount.type == MountType::bind ||
                    mount.type == MountType::unknown || mount.type == MountType::cluster;
  if (!kind || mount.origin == MountOrigin::image_volume || mount.origin == MountOrigin::api_socket) return false;
  if (mount.access == Access::read_only || mount.host_source == HostSource::file) return false;
  return !mount.target_path.empty() && !looks_like_file(mount.target_path);
}

Miss find_miss(const DataDirectory& directory) {
  for (const Mount& mount : directory.container->mounts)
    if (may_hold_data(mount) && is_known_wrong(directory, mount.target_path)) return {WrongPath::known_wrong, &mount};
  for (const Mount& mount : directory.container->mounts)
    if (is_candidate(directory, mount) && is_damaged_copy(mount.target_path, directory.path))
      return {WrongPath::damaged_copy, &mount};
  for (const Mount& mount : directory.container->mounts)
    if (is_candidate(directory, mount) && is_within(mount.target_path, directory.path))
      return {WrongPath::child, &mount};
  const Mount* other = is_server_role(directory.known->role) ? only_data_mount(directory) : nullptr;
  return other ? Miss{WrongPath::sibling, other} : Miss{};
}

}  // namespace mountlint
