// A source is resolved as far as the files tell. What is behind an unknown variable stays unknown, but three variables
// are as good as known: the home directory and the working directory are where they always are.
#include "linter/model/paths.h"

#include <cctype>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// `C:\x`, `\\.\pipe\x`
bool is_windows_path(std::string_view path) {
  if (path.starts_with("\\\\")) return true;
  return path.size() >= 2 && is_letter(path[0]) && path[1] == ':';
}

// True if `written` is `$NAME`, `${NAME}`, `${NAME?..}` or `${NAME:?..}`.
bool names_variable(std::string_view written, std::string_view name) {
  if (!written.starts_with('$')) return false;
  written.remove_prefix(1);
  if (written == name) return true;
  if (!written.starts_with('{') || !written.substr(1).starts_with(name)) return false;
  const std::string_view rest = written.substr(1 + name.size());
  return rest == "}" || rest.starts_with('?') || rest.starts_with(":?");
}

enum class Start { home, working_directory, unknown, known };

// What the source begins with.
Start start_of(const Text& source) {
  if (!source.value().starts_with(unknown_character)) return Start::known;
  const std::vector<Run> runs = source.runs();
  if (runs.empty() || runs[0].from != From::unknown) return Start::known;
  if (names_variable(runs[0].written, "HOME")) return Start::home;
  return names_variable(runs[0].written, "PWD") ? Start::working_directory : Start::unknown;
}

// `base` and what follows the variable at the begin of `source`.
std::string behind_variable(std::string_view base, const Text& source) {
  const std::optional<std::string_view> rest = source.from(1).known();
  if (!rest || (!rest->empty() && !rest->starts_with('/'))) return {};
  return clean_path(std::string(base) + std::string(*rest));
}

HostPath known_path(std::string_view source, std::string_view directory) {
  if (is_windows_path(source)) return {std::string(source), false};
  if (source.starts_with('/')) return {clean_path(source), false};
  // Compose replaces the tilde alone: `~bob/x` is `$HOME/bob/x`.
  if (source.starts_with('~')) return {clean_path("~/" + std::string(source.substr(1))), false};
  return {join_path(directory, source), true};
}

}  // namespace

std::string container_path(const Text& target) {
  const std::optional<std::string_view> path = target.known();
  if (!path || !path->starts_with('/')) return {};
  return clean_path(*path);
}

HostPath resolve_host_path(const Text& source, std::string_view directory) {
  switch (start_of(source)) {
    case Start::home:
      return {behind_variable("~", source), false};
    case Start::working_directory:
      return {behind_variable(directory, source), true};
    case Start::unknown:
      return {};
    case Start::known:
      break;
  }
  const std::optional<std::string_view> path = source.known();
  return path ? known_path(*path, directory) : HostPath{};
}

bool begins_with_known_directory(const Text& source) {
  const Start start = start_of(source);
  return start == Start::home || start == Start::working_directory;
}

std::string base_directory(const Place& place, const std::string& project_directory) {
  for (const Via* via = place.via; via; via = via->next)
    if (!via->directory.empty()) return clean_path(via->directory);
  return project_directory;
}

}  // namespace mountlint
