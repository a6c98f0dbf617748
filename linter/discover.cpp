// Finds the files to lint. Named files are always taken; a walk leaves out what git ignores, what is excluded, and
// folders that hold the work of others. One pass over each directory, so the time is linear in the number of entries.
#include "linter/discover.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "linter/gitignore.h"
#include "parsers/yaml/tree.h"

namespace mountlint {
namespace {

constexpr std::string_view left_out[] = {".git", "node_modules", "vendor", ".venv", "venv"};

class Discovery {
 public:
  Discovery(const DiscoverOptions& options, Sources& sources, Configs& configs)
      : options_(options),
        sources_(sources),
        configs_(configs),
        directory_(sources.files()),
        here_(directory_.absolute(".")) {}

  Discovered run() {
    std::vector<std::string> paths = options_.paths;
    if (!options_.files.empty()) named_project();
    if (paths.empty() && options_.files.empty()) paths.emplace_back(".");
    for (const std::string& path : paths) {
      // Mostly a variable that is not set: to lint everything instead would surprise.
      if (path.empty())
        errors_.emplace_back("a path is empty");
      else
        argument(directory_.shown(path));
    }
    skip_links_to_found();
    return result();
  }

 private:
  void argument(const std::string& path) {
    const bool is_directory = sources_.files().kind(path) == FileKind::directory;
    const std::string whole = directory_.absolute(path);
    const std::string holder = is_directory ? whole : std::string(directory_of(whole));
    widen_root(holder);
    if (!is_directory) return named(path);
    const IgnoreChainPtr above = options_.respect_gitignore ? ignored_above(sources_.files(), whole) : nullptr;
    walk(path, above);
  }

  // `-f`: whatever the names of the files are.
  void named_project() {
    for (const std::string& word : options_.files) {
      if (word.empty()) return errors_.emplace_back("a path is empty"), void();
      const std::string path = directory_.shown(word);
      widen_root(std::string(directory_of(directory_.absolute(path))));
      const Result<SourcePtr> file = sources_.open(path);
      if (!file) return errors_.push_back(fmt::format("{}: {}", path, file.error)), void();
      add(path, Found::compose, "named by `-f`");
      named_project_.files.push_back(path);
    }
  }

  void widen_root(const std::string& holder) { root_ = root_.empty() ? holder : common_directory(root_, holder); }

  void named(const std::string& path) {
    see_config(path);
    const Result<SourcePtr> file = sources_.open(path);
    if (!file) return errors_.push_back(fmt::format("{}: {}", path, file.error));
    const Found found = kind_of(*file);
    if (found != Found::skipped) return add(path, found, "named on the command line");
    errors_.push_back(
        path + ": neither a compose file (`services:` at the top level) nor a Dockerfile (`FROM` or `ARG` first)");
  }

  Found kind_of(const SourcePtr& file) {
    if (const Found by_name = kind_by_name(file_name(file->path())); by_name != Found::skipped) return by_name;
    if (looks_like_dockerfile(file->text(file->content()))) return Found::dockerfile;
    return compose::looks_like_compose(sources_.yaml(file)) ? Found::compose : Found::skipped;
  }

  static Found kind_by_name(std::string_view name) {
    if (has_dockerfile_name(name)) return Found::dockerfile;
    return has_compose_name(name) ? Found::compose : Found::skipped;
  }

  void walk(const std::string& directory, IgnoreChainPtr ignored) {
    if (!walked_.insert(directory).second) return;
    const auto entries = sources_.files().list(directory);
    if (!entries) return errors_.push_back(fmt::format("{}: {}", directory, entries.error));
    see_config(join_path(directory, "compose.yaml"));
    if (options_.respect_gitignore)
      ignored = ignored_in(sources_.files(), directory_.absolute(directory), std::move(ignored));
    for (const DirectoryEntry& entry : *entries) visit(path_of(directory, entry.name), entry, ignored);
  }

  // A walk that begins above the working directory comes back to it: one file has one path.
  std::string path_of(const std::string& directory, const std::string& name) const {
    const std::string path = join_path(directory, name);
    return path.starts_with("..") ? directory_.shown(path) : path;
  }

  void visit(const std::string& path, const DirectoryEntry& entry, const IgnoreChainPtr& ignored) {
    const bool is_directory = entry.kind == FileKind::directory;
    if (is_directory && (entry.link || std::ranges::find(left_out, entry.name) != std::end(left_out))) return;
    const Found found = is_directory ? Found::skipped : kind_by_name(entry.name);
    if (!is_directory && (found == Found::skipped || entry.kind != FileKind::file)) return;
    const std::string why = why_skipped(path, is_directory, ignored.get());
    if (is_directory) return why.empty() ? walk(path, ignored) : void();
    if (why.empty() && entry.link) links_.push_back(path);
    add(path, why.empty() ? found : Found::skipped, why.empty() ? "known by its name" : why);
  }

  std::string why_skipped(const std::string& path, bool is_directory, const IgnoreChain* ignored) {
    const std::string whole = directory_.absolute(path);
    if (is_ignored(ignored, whole, is_directory)) return "ignored by .gitignore";
    if (const std::optional<std::string> below = path_below(whole, here_))
      for (const Glob& glob : options_.exclude)
        if (glob.matches(*below)) return fmt::format("excluded by `{}`", glob.pattern());
    const Config& config = configs_.for_file(path);
    const Glob* excluded = config.match(config.exclude, whole);
    return excluded ? fmt::format("excluded by `{}` in {}", excluded->pattern(), config.path) : "";
  }

  // What is named once is linted, whatever a walk says of it.
  void add(const std::string& path, Found found, std::string why) {
    FoundFile& file = files_[path];
    if (!file.path.empty() && file.found != Found::skipped) return;
    file = {path, found, std::move(why)};
  }

  // A link in a walk to a file that is linted under its own name would say everything twice.
  void skip_links_to_found() {
    for (const std::string& path : links_) {
      const std::string target = directory_.shown(sources_.files().canonical(path));
      const auto found = files_.find(target);
      const bool twice = target != path && found != files_.end() && found->second.found != Found::skipped;
      if (twice) files_[path] = {path, Found::skipped, fmt::format("a link to `{}`", target)};
    }
  }

  Discovered result() {
    Discovered out;
    std::vector<std::string> compose_files;
    for (const auto& [path, file] : files_) {
      if (file.found == Found::compose) compose_files.push_back(path);
      if (file.found == Found::dockerfile) out.dockerfiles.push_back(path);
      out.files.push_back(file);
    }
    out.load.common.variables = options_.variables;
    std::vector<compose::FileSet> sets = configured_projects(compose_files, out);
    if (!named_project_.files.empty()) sets.push_back(named_project_);
    for (const compose::FileSet& set : sets) claimed_.insert(set.files.begin(), set.files.end());
    std::erase_if(compose_files, [&](const std::string& path) { return claimed_.contains(path); });
    out.file_sets = group_file_sets(
        compose_files, [this](const std::string& path) { return is_beside(path); },
        [this](const std::string& directory) { return files_of_variable(directory); });
    out.file_sets.insert(out.file_sets.end(), sets.begin(), sets.end());
    std::ranges::stable_sort(out.file_sets, {}, [](const compose::FileSet& set) { return set.files.front(); });
    out.root = directory_.shown(root_);
    std::ranges::sort(errors_);
    out.errors = std::move(errors_);
    return out;
  }

  void see_config(const std::string& path) {
    const Config& config = configs_.for_file(path);
    if (!config.projects.empty()) seen_[config.path] = &config;
  }

  // Those of `projects` in a config that lies in a folder that was walked, or one of whose files was found.
  std::vector<compose::FileSet> configured_projects(const std::vector<std::string>& found, Discovered& out) {
    std::vector<compose::FileSet> sets;
    for (const auto& [path, config] : seen_) {
      const bool is_walked = walked_.contains(directory_.shown(config->directory));
      for (const ProjectConfig& project : config->projects) {
        compose::FileSet set{absolute(project.files, *config)};
        const auto is_found = [&](const std::string& file) { return std::ranges::binary_search(found, file); };
        if (!is_walked && std::ranges::none_of(set.files, is_found)) continue;
        for (const std::string& file : set.files)
          if (!is_found(file)) note(file, fmt::format("named by `projects` in {}", config->path), out);
        out.load.by_files[set.files] = load_options(project, *config);
        sets.push_back(std::move(set));
      }
    }
    return sets;
  }

  static void note(const std::string& path, std::string why, Discovered& out) {
    const auto same = [&](const FoundFile& file) { return file.path == path; };
    std::erase_if(out.files, same);
    out.files.push_back({path, Found::compose, std::move(why)});
    std::ranges::sort(out.files, {}, &FoundFile::path);
  }

  std::vector<std::string> absolute(const std::vector<std::string>& paths, const Config& config) const {
    std::vector<std::string> out;
    for (const std::string& path : paths) out.push_back(directory_.shown(join_path(config.directory, path)));
    return out;
  }

  compose::LoadOptions load_options(const ProjectConfig& project, const Config& config) const {
    compose::LoadOptions out;
    out.variables = project.variables;
    out.variables.insert(out.variables.end(), options_.variables.begin(), options_.variables.end());
    out.env_files = absolute(project.env_files, config);
    if (project.directory) out.project_directory = directory_.shown(join_path(config.directory, *project.directory));
    return out;
  }

  std::optional<compose::FileSet> files_of_variable(const std::string& directory) {
    if (sources_.files().kind(join_path(directory, ".env")) != FileKind::file) return std::nullopt;
    const auto files = compose::files_of_variable(directory, sources_);
    return files && *files ? (*files).value : std::nullopt;
  }

  // True for a file that belongs to a set: where a directory was walked, only what was found there.
  bool is_beside(const std::string& path) const {
    if (claimed_.contains(path)) return false;
    const auto found = files_.find(path);
    if (found != files_.end()) return found->second.found == Found::compose;
    return !walked_.contains(std::string(directory_of(path))) && sources_.files().kind(path) == FileKind::file;
  }

  const DiscoverOptions& options_;
  Sources& sources_;
  Configs& configs_;
  const WorkingDirectory directory_;
  const std::string here_;
  std::string root_;
  std::map<std::string, FoundFile> files_;
  std::set<std::string> walked_;
  std::set<std::string> claimed_;  // compose files of `-f` and `projects`
  compose::FileSet named_project_;
  std::map<std::string, const Config*> seen_;  // those with projects, by path
  std::vector<std::string> links_, errors_;
};

}  // namespace

bool looks_like_dockerfile(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    if (!text.starts_with('#')) break;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  std::string word(text.substr(0, text.find_first_of(blanks)));
  const bool has_operand = word.size() < text.size();
  for (char& c : word) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return has_operand && (word == "FROM" || word == "ARG");
}

Discovered discover(const DiscoverOptions& options, Sources& sources, Configs& configs) {
  return Discovery(options, sources, configs).run();
}

}  // namespace mountlint
