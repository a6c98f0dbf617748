// Connection strings differ from library to library. What every reading of one has in common is said; the rest is not.
//
// sqlite:////abs and sqlite+driver:////abs   SQLAlchemy: four slashes are absolute, three are relative
// sqlite:///abs                              Rust's sqlx, Go, PHP: absolute
// file:/abs, jdbc:sqlite:/abs, jdbc:h2:file:/abs, Data Source=/abs
// /abs/x.sqlite3                             a plain path, where the variable's name speaks of a database
#include "linter/model/database_files.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "linter/model/config_files.h"
#include "linter/model/mount_cover.h"
#include "linter/model/project.h"
#include "linter/model/relocation.h"
#include "parsers/dockerfile/characters.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

using View = std::string_view;

using dockerfile::lower;

bool has_extension(View path, std::initializer_list<View> extensions) {
  return std::ranges::count(extensions, View(lower(extension_of(path)))) > 0;
}

bool is_sqlite_name(View path) { return has_extension(path, {"sqlite", "sqlite3", "db3"}); }
bool is_database_name(View path) { return is_sqlite_name(path) || has_extension(path, {"db"}); }

// `DB_FILE`, `APP_DATABASE_PATH`; no `FEEDBACK_FILE`.
bool speaks_of_database(View variable) {
  std::string word;
  for (const char c : lower(variable) + "_") {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      word += c;
      continue;
    }
    if (word == "db" || word == "database" || word == "sqlite" || word == "sqlite3") return true;
    word.clear();
  }
  return false;
}

// `?mode=ro`, `;AUTO_SERVER=TRUE`
View without_options(View path) { return path.substr(0, path.find_first_of("?;#")); }

std::optional<View> behind(View value, View prefix) {
  if (value.size() < prefix.size() || lower(value.substr(0, prefix.size())) != prefix) return std::nullopt;
  return value.substr(prefix.size());
}

// What stands behind `sqlite:`, `sqlite3:` or `sqlite+aiosqlite:`.
std::optional<View> behind_sqlite(View value) {
  std::optional<View> rest = behind(value, "sqlite");
  if (!rest) return std::nullopt;
  const std::size_t colon = rest->find(':');
  if (colon == View::npos) return std::nullopt;
  const View driver = rest->substr(0, colon);
  const bool plain = driver.empty() || driver == "3" || driver.starts_with('+');
  return plain ? std::optional(rest->substr(colon + 1)) : std::nullopt;
}

using Paths = std::vector<std::string>;

Paths below(View working_dir, View path) {
  if (!working_dir.starts_with('/') || path.empty()) return {};
  return {join_path(working_dir, path)};
}

Paths absolute_only(View path) { return path.starts_with('/') ? Paths{clean_path(path)} : Paths{}; }

Paths sqlite_paths(View rest, View working_dir) {
  if (!rest.starts_with("//")) return rest.starts_with('/') ? absolute_only(rest) : below(working_dir, rest);
  rest.remove_prefix(2);
  if (rest.starts_with("//")) return absolute_only(rest.substr(1));
  if (!rest.starts_with('/')) return below(working_dir, rest);
  Paths both = below(working_dir, rest.substr(1));
  if (!both.empty()) both.push_back(clean_path(rest));
  return both;
}

Paths paths_in(View variable, View value, View working_dir) {
  if (const auto rest = behind_sqlite(value)) return sqlite_paths(*rest, working_dir);
  for (const View prefix : {"jdbc:sqlite:", "jdbc:h2:file:", "jdbc:h2:", "data source=", "datasource="})
    if (const auto rest = behind(value, prefix)) return absolute_only(*rest);
  if (const auto rest = behind(value, "file:")) {
    const View path = rest->starts_with("///") ? rest->substr(2) : *rest;
    return is_database_name(path) ? absolute_only(path) : Paths{};
  }
  const bool plain = is_sqlite_name(value) || (is_database_name(value) && speaks_of_database(variable));
  return plain ? absolute_only(value) : Paths{};
}

bool is_scratch(View path) {
  return is_within(path, "/tmp") || is_within(path, "/var/tmp") || is_within(path, "/dev/shm") ||
         is_within(path, "/run");
}

// A file of the image that is only read: a lookup table below `/usr/share`.
bool is_part_of_image(View path) { return is_within(path, "/usr") || is_within(path, "/etc"); }

std::string volume_above(const Container& container, View path) {
  std::string found;
  if (!container.build) return found;
  for (const VolumeOperand* operand : container.build->volumes)
    if (!operand->path.empty() && is_within(path, operand->path) && operand->path.size() > found.size())
      found = operand->path;
  return found;
}

// Nobody mounts anything above any of the paths that it may mean.
bool is_lost(const Container& container, const Paths& paths) {
  return !paths.empty() && std::ranges::all_of(paths, [&](const std::string& path) {
    return !nearest_mount(container, path) && !is_scratch(path) && !is_part_of_image(path);
  });
}

}  // namespace

std::vector<std::string> database_file_paths(View variable, View value, View working_dir) {
  const bool odd = value.find_first_of("$\x1A{\n") != View::npos || value.find(":memory:") != View::npos;
  if (value.empty() || odd) return {};
  return paths_in(variable, without_options(value), working_dir);
}

std::vector<DataDirectory> unmounted_database_files(const Container& container) {
  std::vector<DataDirectory> out;
  if (may_mount_unseen(container)) return out;
  const std::string working_dir = working_dir_of(container);
  for (const compose::Variable& variable : container.environment) {
    const std::optional<View> value = variable.value ? variable.value->known() : std::nullopt;
    if (!value) continue;
    const Paths paths = database_file_paths(variable.name.value(), *value, working_dir);
    const bool again =
        std::ranges::any_of(out, [&](const DataDirectory& one) { return std::ranges::count(paths, one.path) > 0; });
    if (again || !is_lost(container, paths)) continue;
    DataDirectory& file = out.emplace_back();
    file.container = &container;
    file.setting = &variable;
    file.path = paths.front();
    file.verdict = Persistence::app_not_persisted;
    file.exact_volume = volume_above(container, file.path);
    file.in_volume = !file.exact_volume.empty();
  }
  return out;
}

}  // namespace mountlint
