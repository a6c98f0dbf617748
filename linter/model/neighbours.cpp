// A fragment is meant to be completed: most of its services have nothing to run, its name says override, or another
// file of the workspace includes or extends it. A volume that another compose file of the folder uses or declares is
// not left over; such files are looked at as text if they are no projects themselves (a hook gets the changed files
// only). And a database that one file leaves without a volume is left to the variant of the file that mounts one.
#include "linter/model/neighbours.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "parsers/compose/load.h"

namespace mountlint {
namespace {

constexpr std::uint64_t largest_neighbour = 1u << 20;

using Paths = std::unordered_set<std::string_view>;

bool has_nothing_to_run(const std::unique_ptr<Container>& container) {
  return !container->image_text && !container->has_build;
}

bool is_fragment(const Project& project, const Paths& completed) {
  if (file_name(project.path).find("override") != std::string_view::npos) return true;
  if (completed.contains(project.path) || project.file->fragment) return true;
  const auto without = std::ranges::count_if(project.containers, has_nothing_to_run);
  return static_cast<std::size_t>(without) * 2 > project.containers.size();
}

// `compose up` in its folder takes the file by itself, whoever of the same folder builds on it.
bool is_whole(std::string_view path, const Project& part_of) {
  return compose::is_base_name(file_name(path)) && directory_of(path) == directory_of(part_of.path);
}

// Files that are a part of another project.
Paths files_of_others(const Workspace& workspace) {
  Paths paths;
  for (const auto& project : workspace.projects)
    for (const SourcePtr& source : project->file->sources)
      if (source && source->path() != project->path && !is_whole(source->path(), *project))
        paths.insert(source->path());
  return paths;
}

// What a project leaves open about a volume: a user, or a definition.
bool is_open(const Volume& volume) { return volume.users.empty() || !volume.definition; }

bool has_compose_name(std::string_view name) {
  const bool is_yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  return is_yaml && name.find("compose") != std::string_view::npos;
}

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
}

bool mentions(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_word_character(text[at - 1]);
    if (begins && (end == text.size() || !is_word_character(text[end]))) return true;
  }
  return false;
}

// `compose.yaml` and `compose.prod.yaml`: one may be meant to be run with the other.
bool are_variants(std::string_view a, std::string_view b) {
  a = file_name(a), b = file_name(b);
  a = a.substr(0, a.rfind('.')), b = b.substr(0, b.rfind('.'));
  if (a.size() > b.size()) std::swap(a, b);
  return b.starts_with(a) && (b.size() == a.size() || std::string_view(".-_").find(b[a.size()]) != b.npos);
}

bool mounts_over(const Container& container, std::string_view path) {
  return std::ranges::any_of(container.mounts, [&](const Mount& mount) {
    return mount.origin != MountOrigin::image_volume && (mount.covers(path) || !mount.target.is_known());
  });
}

// One folder, and all projects in it.
class Folder {
 public:
  void add(Project& project) {
    projects_.push_back(&project);
    for (const auto& container : project.containers) services_.emplace(container->name, container.get());
    for (const auto& volume : project.volumes) {
      if (!volume->users.empty()) used_.insert(volume->name);
      if (volume->definition) declared_.insert(volume->name);
    }
  }

  // Data that one file does not keep is not missed where a variant of the file mounts a volume for the same service.
  void leave_to_variants() const {
    for (Project* project : projects_)
      for (DataDirectory& directory : project->data_directories)
        if (directory.verdict == Persistence::not_persisted && is_kept_by_variant(directory))
          directory.verdict = Persistence::unknown;
  }

  void settle(const std::string& path, const FileSystem* files, const Paths& known) {
    const bool any_open = std::ranges::any_of(
        projects_, [](const Project* project) { return std::ranges::any_of(project->volumes, is_open_volume); });
    if (!any_open) return;
    if (files) read_others(path, *files, known);
    for (Project* project : projects_) settle(*project);
  }

 private:
  bool is_kept_by_variant(const DataDirectory& directory) const {
    const Container& lacking = *directory.container;
    const auto [first, last] = services_.equal_range(lacking.name);
    return std::any_of(first, last, [&](const auto& service) {
      const Container& other = *service.second;
      return other.project != lacking.project && are_variants(other.project->path, lacking.project->path) &&
             mounts_over(other, directory.path);
    });
  }

  static bool is_open_volume(const std::unique_ptr<Volume>& volume) { return is_open(*volume); }

  void read_others(const std::string& path, const FileSystem& files, const Paths& known) {
    const Result<std::vector<DirectoryEntry>> entries = files.list(path);
    if (!entries) return;
    for (const DirectoryEntry& entry : *entries) {
      const std::string file = join_path(path, entry.name);
      if (entry.kind != FileKind::file || !has_compose_name(entry.name) || known.contains(file)) continue;
      if (Result<std::string> text = files.read(file, largest_neighbour)) others_.push_back(std::move(*text));
    }
  }

  void settle(Project& project) {
    for (const auto& volume : project.volumes) {
      if (!is_open(*volume)) continue;
      const bool completed = (volume->users.empty() && used_.contains(volume->name)) ||
                             (!volume->definition && declared_.contains(volume->name));
      const auto mentioned = [&](const std::string& text) { return mentions(text, volume->name); };
      if (completed || std::ranges::any_of(others_, mentioned)) project.used_elsewhere.push_back(volume->name);
    }
    std::ranges::sort(project.used_elsewhere);
  }

  std::vector<Project*> projects_;
  std::unordered_multimap<std::string_view, const Container*> services_;
  std::unordered_set<std::string_view> used_, declared_;
  std::vector<std::string> others_;  // texts of compose files that are no projects
};

}  // namespace

void find_neighbours(Workspace& workspace, const FileSystem& files, bool host_fs) {
  const Paths completed = files_of_others(workspace);
  Paths known = completed;
  std::map<std::string_view, Folder> folders;
  for (const auto& project : workspace.projects) {
    project->fragment = is_fragment(*project, completed);
    if (project->fragment) std::erase_if(project->file->errors, [](const SyntaxError& error) { return error.lacking; });
    folders[directory_of(project->path)].add(*project);
    known.insert(project->path);
  }
  for (const auto& [path, folder] : folders) folder.leave_to_variants();
  for (auto& [path, folder] : folders) folder.settle(std::string(path), host_fs ? &files : nullptr, known);
}

}  // namespace mountlint
