// Which config file holds for a path: the nearest one up the tree, none beyond the root of a repository, no merging.
#include "linter/config.h"

#include <algorithm>

#include <fmt/core.h>

namespace mountlint {

const Glob* Config::match(const std::vector<Glob>& globs, std::string_view path_) const {
  const std::optional<std::string> below = path_below(path_, directory);
  if (!below) return nullptr;
  const auto found = std::ranges::find_if(globs, [&](const Glob& glob) { return glob.matches(*below); });
  return found == globs.end() ? nullptr : &*found;
}

std::string shown(const ConfigError& error, const Sources& sources) {
  if (!error.span.valid()) return error.message;
  const SourcePtr file = sources.at(error.span.file);
  const std::uint32_t line = file->line_of(error.span.begin);
  const Span before{error.span.file, file->line(line).begin, std::max(file->line(line).begin, error.span.begin)};
  const auto is_first_byte = [](char c) { return (c & 0xC0) != 0x80; };
  const auto column = 1 + std::ranges::count_if(file->text(before), is_first_byte);
  return fmt::format("{}:{}:{}: {}", file->path(), line, column, error.message);
}

Configs::Configs(Sources& sources, const RuleList& rules, std::string explicit_path, bool isolated)
    : sources_(sources), rules_(rules), working_directory_(sources.files()) {
  default_.directory = working_directory_.absolute(".");
  if (isolated) fixed_ = &default_;
  if (isolated || explicit_path.empty()) return;
  fixed_ = load(working_directory_.shown(explicit_path), default_.directory);
  if (fixed_) return;
  fixed_ = &default_;
  errors_.push_back(
      {{}, fmt::format("{}: {}", explicit_path, sources.open(working_directory_.shown(explicit_path)).error)});
}

const Config& Configs::for_file(const std::string& path) {
  if (fixed_) return *fixed_;
  const Config* found = for_directory(std::string(directory_of(working_directory_.absolute(path))));
  return found ? *found : default_;
}

const Config* Configs::for_directory(const std::string& directory) {
  if (const auto known = by_directory_.find(directory); known != by_directory_.end()) return known->second;
  const Config* config = nullptr;
  for (const char* name : {".mountlint.yaml", ".mountlint.yml"})
    if (!config) config = load(working_directory_.shown(join_path(directory, name)), directory);
  const std::string parent(directory_of(directory));
  const bool is_root = parent == directory || directory == "..";
  const FileSystem& files = sources_.files();
  if (!config && !is_root && files.kind(join_path(directory, ".git")) == FileKind::missing)
    config = for_directory(parent);
  return by_directory_[directory] = config;
}

// Null if there is no such file, or it cannot be read: Sources remembers that as an error.
const Config* Configs::load(const std::string& path, std::string directory) {
  if (const auto known = by_path_.find(path); known != by_path_.end()) return known->second.get();
  if (sources_.files().kind(path) == FileKind::missing) return nullptr;
  const Result<SourcePtr> file = sources_.open(path);
  if (!file) return nullptr;
  ConfigResult result = parse_config(*file, sources_, rules_);
  result.config.directory = std::move(directory);
  errors_.insert(errors_.end(), result.errors.begin(), result.errors.end());
  return (by_path_[path] = std::make_unique<Config>(std::move(result.config))).get();
}

std::vector<ConfigError> Configs::errors() const {
  std::vector<ConfigError> out = errors_;
  const auto key = [this](const ConfigError& error) {
    return std::pair(error.span.valid() ? sources_.at(error.span.file)->path() : std::string(), error.span.begin);
  };
  std::ranges::stable_sort(out, {}, key);
  return out;
}

}  // namespace mountlint
