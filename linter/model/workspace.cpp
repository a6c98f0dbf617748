// The list of the model's phases: load and type every file set, link services with Dockerfiles, collect mounts and
// verdicts. Projects are independent but for the Dockerfiles they share, and so are loaded and collected in parallel.
#include "linter/model/workspace.h"

#include <algorithm>

#include "linter/model/command_line.h"
#include "linter/model/containers.h"
#include "linter/model/context_class.h"
#include "linter/model/data_directories.h"
#include "linter/model/inherited_mounts.h"
#include "linter/model/link.h"
#include "linter/model/mounts.h"
#include "linter/model/neighbours.h"
#include "linter/model/parallel.h"
#include "linter/model/volumes.h"
#include "parsers/compose/project_name.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

compose::FileSet clean(const compose::FileSet& set) {
  compose::FileSet out{{}, set.found_in};
  for (const std::string& file : set.files) out.files.push_back(clean_path(file));
  return out;
}

std::unique_ptr<Project> load_project(const compose::FileSet& given, const LoadSettings& settings, Sources& sources) {
  const compose::FileSet set = clean(given);
  auto project = std::make_unique<Project>();
  project->texts = std::make_unique<TextArena>();
  const compose::LoadOptions& options = settings.of(set);
  project->file = std::make_unique<compose::File>(compose::load(set, sources, options));
  project->path = set.files.front();
  project->directory = project->file->directory.empty() ? std::string(directory_of(project->path))
                                                        : clean_path(project->file->directory);
  add_declared_volumes(*project);
  compose::File repeated;  // what is wrong about `.env` is known from loading
  compose::ProjectVariables variables(set, project->file->directory, options, sources, repeated, *project->texts);
  add_containers(*project, sources, variables.all());
  return project;
}

std::vector<std::unique_ptr<Project>> load_all(const WorkspaceInput& input, Sources& sources) {
  std::vector<const compose::FileSet*> sets;
  for (const compose::FileSet& set : input.file_sets)
    if (!set.files.empty()) sets.push_back(&set);
  std::vector<std::unique_ptr<Project>> projects(sets.size());
  parallel_for(sets.size(), input.threads,
               [&](std::size_t i) { projects[i] = load_project(*sets[i], input.load, sources); });
  std::ranges::stable_sort(projects, {}, [](const auto& project) { return std::string_view(project->path); });
  return projects;
}

DockerfileInput dockerfile_input(const WorkspaceInput& input, const Workspace& workspace, const Sources& sources) {
  DockerfileInput out{input.dockerfiles, {}, {}, input.threads};
  for (const compose::FileSet& set : input.file_sets)
    for (const std::string& file : set.files) out.named_files.push_back(clean_path(file));
  for (const auto& project : workspace.projects)
    for (const auto& container : project->containers)
      if (std::optional<BuildRequest> request = build_request(*container, sources))
        out.requests.push_back(std::move(*request));
  return out;
}

void collect(Project& project, const WorkspaceInput& input, const Sources& sources) {
  MountContext mounts = mount_context(project, sources, input.host_fs);
  for (const auto& container : project.containers) {
    set_image(*container);
    container->one_shot = is_one_shot(*container);
    add_own_mounts(*container, mounts);
  }
  add_inherited_mounts(project);
  add_volume_users(project);
  for (const auto& volume : project.volumes)
    if (volume->definition)
      volume->driver_problems =
          driver_problems(*volume->definition, project, input.host_fs ? &sources.files() : nullptr);
  const PathContext path = path_context(project, input.root);
  for (const auto& container : project.containers) container->context = context_of(*container, path);
  for (const auto& container : project.containers)
    for (DataDirectory& directory : data_directories(*container))
      project.data_directories.push_back(std::move(directory));
}

}  // namespace

std::vector<std::string> files_read_by(const compose::FileSet& set, const LoadSettings& settings, Sources& sources) {
  std::vector<std::string> files;
  if (set.files.empty()) return files;
  const std::unique_ptr<Project> project = load_project(set, settings, sources);
  for (const SourcePtr& source : project->file->sources)
    if (source) files.push_back(source->path());
  for (const auto& container : project->containers)
    if (const std::optional<BuildRequest> request = build_request(*container, sources))
      files.push_back(request->dockerfile);
  return files;
}

Workspace make_workspace(const WorkspaceInput& input, Sources& sources) {
  Workspace workspace;
  workspace.projects = load_all(input, sources);
  for (const auto& project : workspace.projects)
    if (input.own_images) project->own_images = input.own_images(project->path);
  workspace.dockerfiles = link_dockerfiles(dockerfile_input(input, workspace, sources), sources);
  parallel_for(workspace.projects.size(), input.threads,
               [&](std::size_t i) { collect(*workspace.projects[i], input, sources); });
  find_neighbours(workspace, sources.files(), input.host_fs);
  return workspace;
}

}  // namespace mountlint
