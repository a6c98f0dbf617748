// Follows compose-go's cli/options.go: WithConfigFileEnv, then WithDefaultConfigPath.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "parsers/compose/load.h"
#include "parsers/compose/project_name.h"

namespace mountlint::compose {
namespace {

using Names = std::array<std::string_view, 4>;

constexpr Names bases = {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"};
constexpr Names overrides = {"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
                             "docker-compose.override.yaml"};

// A directory of that name is a hit, too.
std::optional<std::string> first_of(const Names& names, const std::string& directory, const FileSystem& files) {
  for (const std::string_view name : names)
    if (std::string path = join_path(directory, name); files.kind(path) != FileKind::missing) return path;
  return std::nullopt;
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    const std::size_t end = separator.empty() ? text.npos : text.find(separator, at);
    out.emplace_back(text.substr(at, end == text.npos ? text.npos : end - at));
    if (end == text.npos) return out;
    at = end + separator.size();
  }
}

// The directory above; empty at the top.
std::string above(const std::string& directory) {
  if (directory == "/") return {};
  if (directory == ".") return "..";
  return directory == ".." || directory.ends_with("/..") ? directory + "/.." : std::string(directory_of(directory));
}

Result<FileSet> default_files(const std::string& start, const FileSystem& files) {
  const std::string top = files.canonical("/");
  for (std::string directory = start; !directory.empty(); directory = above(directory)) {
    if (const auto base = first_of(bases, directory, files)) {
      if (files.kind(*base) == FileKind::directory) return failure<FileSet>(*base + ": is a directory");
      FileSet set{{*base}, start};
      if (auto over = first_of(overrides, directory, files)) set.files.push_back(std::move(*over));
      return {std::move(set)};
    }
    if (files.canonical(directory) == top) break;
  }
  return failure<FileSet>("no compose file is found in " + start + " or above");
}

}  // namespace

std::optional<Result<FileSet>> files_of_variable(const std::string& directory, Sources& sources,
                                                 const LoadOptions& options) {
  File scratch;
  TextArena arena;
  ProjectVariables variables({}, directory, options, sources, scratch, arena);
  const std::optional<Text> value = variables.all().value("COMPOSE_FILE");
  const std::optional<Text> separator = variables.all().value("COMPOSE_PATH_SEPARATOR");
  if (!value || !value->is_known() || (separator && !separator->is_known())) return std::nullopt;
  FileSet set{{}, directory};
  const std::string_view mark = separator && !separator->empty() ? separator->value() : ":";
  for (const std::string& name : split(value->value(), mark)) {
    std::string path = join_path(directory, name);
    if (sources.files().kind(path) != FileKind::file)
      return failure<FileSet>(fmt::format("`{}`, which COMPOSE_FILE names, is no file", name));
    set.files.push_back(std::move(path));
  }
  return Result<FileSet>{std::move(set)};
}

bool is_base_name(std::string_view file_name) {
  return std::find(bases.begin(), bases.end(), file_name) != bases.end();
}

Result<FileSet> find_files(const std::string& directory, Sources& sources, const LoadOptions& options) {
  const std::string start = clean_path(directory);
  if (auto named = files_of_variable(start, sources, options)) return *named;
  return default_files(start, sources.files());
}

}  // namespace mountlint::compose
