// A path of the table is only the default. A variable or a flag that moves it is honoured if its value is known; what
// is set to something else (a URL, a name, an unknown variable) leaves the path unknown. Rows that hold only if
// something is set to them are left out until that is seen. Configuration files are not read: they may move it.
#include "linter/model/relocation.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "linter/model/config_files.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

enum class Kind : std::uint8_t { variable, flag, key, server_argument, config, mode };

Kind kind_of(std::string_view name) {
  if (name.starts_with('-')) return Kind::flag;
  if (name == "config") return Kind::config;
  if (name == "server-argument") return Kind::server_argument;
  if (name.starts_with("when:")) return Kind::mode;
  const bool is_key = name.find('.') != std::string_view::npos ||
                      std::ranges::none_of(name, [](unsigned char c) { return std::isupper(c) != 0; });
  return is_key ? Kind::key : Kind::variable;
}

// What a relocation is set to.
struct Setting {
  bool present = false;
  std::string path;  // absolute and clean; empty: something else, or unknown
};

Setting setting(std::string_view value, const Container& container) {
  const bool known = value.find_first_of("$\x1A{") == std::string_view::npos && !value.empty();
  const bool is_url = value.find("://") != std::string_view::npos;
  if (!known || is_url) return {true, {}};
  if (value.starts_with('/')) return {true, clean_path(value)};
  const std::string directory = working_dir_of(container);
  const bool is_path = value.find('/') != std::string_view::npos || value.starts_with('.');
  return {true, is_path && directory.starts_with('/') ? join_path(directory, value) : std::string()};
}

Setting variable_setting(std::string_view name, const Container& container) {
  const Text* value = container.environment_value(name);
  if (!value) return {};
  const std::optional<std::string_view> known = value->known();
  return known ? setting(*known, container) : Setting{true, {}};
}

Setting flag_setting(std::string_view name, const Container& container, const CommandLine& line) {
  const std::optional<std::string> value = flag_value(line, name);
  return value ? setting(*value, container) : Setting{};
}

// `path.data` is set as a variable of that name, as `-Epath.data=`, or with other letters
// (`NEO4J_server_directories_data`).
std::string squeezed(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)))
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

Setting key_setting(std::string_view name, const Container& container, const CommandLine& line) {
  if (const Setting exact = variable_setting(name, container); exact.present) return exact;
  const std::string wanted = squeezed(name);
  for (const compose::Variable& variable : container.environment)
    if (squeezed(variable.name.value()).ends_with(wanted)) return variable_setting(variable.name.value(), container);
  for (const std::string& word : line.words) {
    const std::size_t at = word.find(std::string(name) + "=");
    if (at != std::string::npos) return setting(std::string_view(word).substr(at + name.size() + 1), container);
  }
  return {};
}

// `server /data`: the arguments of the server are its directories.
Setting server_setting(const Container& container, const CommandLine& line) {
  const auto server = std::ranges::find(line.words, "server");
  if (server == line.words.end()) return {};
  std::optional<Setting> found;
  for (auto at = server + 1; at != line.words.end(); ++at) {
    if (at->starts_with('-')) {
      const bool has_value = at->find('=') == std::string::npos && at + 1 != line.words.end();
      if (has_value && !(at + 1)->starts_with('/') && !(at + 1)->starts_with('-')) ++at;
      continue;
    }
    if (found) return {true, {}};
    found = setting(*at, container);
  }
  return found.value_or(Setting{true, {}});
}

Setting setting_of(const Relocation& relocation, const Container& container, const CommandLine& line) {
  switch (kind_of(relocation.name)) {
    case Kind::variable:
      return variable_setting(relocation.name, container);
    case Kind::flag:
      return flag_setting(relocation.name, container, line);
    case Kind::key:
      return key_setting(relocation.name, container, line);
    case Kind::server_argument:
      return server_setting(container, line);
    case Kind::config:
    case Kind::mode:
      break;
  }
  return {};
}

// True if what would set it may be somewhere that is not known.
bool may_be_unseen(const Relocation& relocation, const Container& container, const CommandLine& line) {
  const bool build_complete = !container.build || container.build->environment.complete;
  switch (kind_of(relocation.name)) {
    case Kind::variable:
      return !container.environment.complete || !build_complete;
    case Kind::flag:
    case Kind::server_argument:
      return !line.complete;
    case Kind::key:
      return !container.environment.complete || !build_complete || !line.complete;
    case Kind::config:
    case Kind::mode:
      break;
  }
  return false;
}

// A variable must point to the row's own path; a flag or an argument says itself where the data is.
bool meets(const Relocation& relocation, const Setting& setting, const ImagePath& row) {
  if (setting.path.empty()) return false;
  const bool names_directory = kind_of(relocation.name) != Kind::variable;
  return names_directory || is_within(setting.path, clean_path(row.path));
}

void apply(const Relocation& relocation, const Setting& setting, const ImagePath& row, EffectivePath& out) {
  if (relocation.required) {
    if (!meets(relocation, setting, row)) return;
    out.holds = true;
    out.path = setting.path;
    return;
  }
  if (setting.path.empty()) {
    out.known = false;
    return;
  }
  if (setting.path == out.path) return;
  out.path = setting.path;
  out.moved = true;
  out.uncertain |= !relocation.certain;
}

// Servers read a configuration file of their own, whether the table says so or not.
bool has_configuration(const ImagePath& row, const Container& container) {
  const ImageRole role = container.known_image->role;
  if (role == ImageRole::database || role == ImageRole::queue) return true;
  return std::ranges::any_of(row.relocations, [](const Relocation& relocation) {
    const Kind kind = kind_of(relocation.name);
    return !relocation.certain || kind == Kind::config || kind == Kind::key;
  });
}

// PGDATA is not the only way: `postgres -D /x` and `-c data_directory=/x` move it, too.
bool moves_postgres(const ImagePath& row, const CommandLine& line) {
  const bool is_postgres =
      std::ranges::any_of(row.relocations, [](const Relocation& relocation) { return relocation.name == "PGDATA"; });
  if (!is_postgres) return false;
  return has_flag(line, "-D") || std::ranges::any_of(line.words, [](const std::string& word) {
           return word.find("data_directory") != std::string::npos || word.find("config_file") != std::string::npos;
         });
}

bool needs_setting(const ImagePath& row) {
  return std::ranges::any_of(row.relocations, [](const Relocation& relocation) { return relocation.required; });
}

void apply_all(const ImagePath& row, const Container& container, const CommandLine& line, bool flags,
               EffectivePath& out) {
  for (const Relocation& relocation : row.relocations) {
    if ((kind_of(relocation.name) == Kind::flag) != flags) continue;
    const Setting setting = setting_of(relocation, container, line);
    if (setting.present) apply(relocation, setting, row, out);
    if (setting.present || !may_be_unseen(relocation, container, line)) continue;
    out.by_environment = (out.known || out.by_environment) && kind_of(relocation.name) == Kind::variable;
    out.known = false;
  }
}

}  // namespace

std::string working_dir_of(const Container& container) {
  if (container.working_dir) return std::string(container.working_dir->known().value_or(""));
  return container.build ? container.build->working_dir : std::string();
}

EffectivePath effective_path(const ImagePath& row, const Container& container, const CommandLine& line) {
  EffectivePath out{clean_path(row.path)};
  out.holds = !needs_setting(row);
  apply_all(row, container, line, false, out);
  apply_all(row, container, line, true, out);
  if (moves_postgres(row, line)) out.known = false;
  out.may_be_relocated = has_configuration(row, container) && has_configuration_file(container, out.path);
  return out;
}

}  // namespace mountlint
