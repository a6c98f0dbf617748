// The loops over the model. A rule is a function of one thing; which things there are, and whether enough is known of
// them for a rule that concludes from absence, is decided here and nowhere else.
#include "linter/run_rules.h"

#include <algorithm>

namespace mountlint {
namespace {

bool concludes_from_absence(const Rule& rule) { return rule.proves != Proves::presence; }
bool needs(const Rule& rule, Proves list) { return includes(rule.proves, list); }

bool environment_is_known(const Container& container) {
  if (!container.environment.complete || (container.has_build && !container.build)) return false;
  return !container.build || container.build->environment.complete;
}

bool command_is_known(const Container& container) {
  const auto known = [](const auto& command) { return !command || command->complete; };
  return known(container.command) && known(container.entrypoint);
}

bool can_conclude(const Rule& rule, const compose::File& file) {
  if (!concludes_from_absence(rule)) return true;
  if (!file.complete || !file.services.complete) return false;
  return !needs(rule, Proves::no_volume) || file.volumes.complete;
}

bool can_conclude(const Rule& rule, const Project& project) {
  const auto container_can = [&](const auto& container) { return mountlint::can_conclude(rule, *container); };
  return can_conclude(rule, *project.file) && std::ranges::all_of(project.containers, container_can);
}

// A definition that Compose refuses may be half of what was meant: `exte` becomes `external`.
bool holds_error(const SyntaxErrors& errors, Span definition) {
  const auto first =
      std::ranges::lower_bound(errors, Span{definition.file, definition.begin, 0}, {}, &SyntaxError::span);
  return first != errors.end() && first->span.file == definition.file && first->span.begin <= definition.end;
}

bool can_conclude(const Rule& rule, const Volume& volume) {
  if (!concludes_from_absence(rule)) return true;
  if (volume.definition && holds_error(volume.project->file->errors, volume.definition->place.span)) return false;
  if (volume.project->fragment) return false;
  if (needs(rule, Proves::no_mount) && !volume.users_known) return false;
  if (!can_conclude(rule, *volume.project->file)) return false;
  // Whether it is used is said above; environments and commands are asked of the containers.
  const auto known = [&](const auto& container) {
    return (!needs(rule, Proves::no_environment) || environment_is_known(*container)) &&
           (!needs(rule, Proves::no_command) || command_is_known(*container));
  };
  return std::ranges::all_of(volume.project->containers, known);
}

bool can_conclude(const Rule& rule, const Build& build) {
  if (!concludes_from_absence(rule)) return true;
  const auto stage_can = [&](const Stage* stage) { return mountlint::can_conclude(rule, *stage); };
  if (!std::ranges::all_of(build.chain, stage_can)) return false;
  if (needs(rule, Proves::no_environment) && !build.environment.complete) return false;
  return !build.container || mountlint::can_conclude(rule, *build.container);
}

// Calls a check for one thing and takes what it found, with its owner.
template <class T>
void call(const Rule& rule, CheckOf<T> check, const T& subject, const RawFinding& owner, RawFindings& out) {
  Findings findings(rule);
  check(subject, findings);
  for (Finding& finding : findings.take()) {
    out.push_back(owner);
    out.back().finding = std::move(finding);
  }
}

// One overload for each type that is looked at in a project; the others do nothing.
struct OverProject {
  const Rule& rule;
  const Project& project;
  RawFindings& out;

  void operator()(ByEngine) {}
  template <class T>
  void operator()(CheckOf<T>) {}

  RawFinding owned_by(const Container& container) const { return {{}, &project, &container}; }

  void operator()(CheckOf<Mount> check) {
    for (const auto& container : project.containers)
      if (can_conclude(rule, *container))
        for (const Mount& mount : container->mounts) call(rule, check, mount, owned_by(*container), out);
  }
  void operator()(CheckOf<Container> check) {
    for (const auto& container : project.containers)
      if (can_conclude(rule, *container)) call(rule, check, *container, owned_by(*container), out);
  }
  void operator()(CheckOf<DataDirectory> check) {
    for (const DataDirectory& directory : project.data_directories)
      if (can_conclude(rule, *directory.container)) call(rule, check, directory, owned_by(*directory.container), out);
  }
  void operator()(CheckOf<Volume> check) {
    for (const auto& volume : project.volumes)
      if (can_conclude(rule, *volume)) call(rule, check, *volume, {{}, &project, nullptr, volume.get()}, out);
  }
  void operator()(CheckOf<compose::File> check) {
    if (can_conclude(rule, *project.file)) call(rule, check, *project.file, {{}, &project}, out);
  }
  void operator()(CheckOf<Project> check) {
    if (can_conclude(rule, project)) call(rule, check, project, {{}, &project}, out);
  }
};

// The same for Dockerfiles, each once, however many containers are built from it.
struct OverDockerfile {
  const Rule& rule;
  const Dockerfile& dockerfile;
  RawFindings& out;

  void operator()(ByEngine) {}
  template <class T>
  void operator()(CheckOf<T>) {}

  RawFinding owned_by(const Stage& stage) const { return {{}, nullptr, nullptr, nullptr, &dockerfile, &stage}; }

  RawFinding owned_by(const Build& build) const {
    return {{}, nullptr, nullptr, nullptr, &dockerfile, build.stage, &build};
  }

  void operator()(CheckOf<Mount> check) {
    for (const auto& stage : dockerfile.stages)
      if (can_conclude(rule, *stage))
        for (const Mount& mount : stage->mounts) call(rule, check, mount, owned_by(*stage), out);
  }
  void operator()(CheckOf<Stage> check) {
    for (const auto& stage : dockerfile.stages)
      if (can_conclude(rule, *stage)) call(rule, check, *stage, owned_by(*stage), out);
  }
  void operator()(CheckOf<Build> check) {
    for (const auto& build : dockerfile.builds)
      if (can_conclude(rule, *build)) call(rule, check, *build, owned_by(*build), out);
  }
  void operator()(CheckOf<dockerfile::File> check) {
    if (concludes_from_absence(rule) && !dockerfile.file->complete) return;
    call(rule, check, *dockerfile.file, {{}, nullptr, nullptr, nullptr, &dockerfile}, out);
  }
};

}  // namespace

bool can_conclude(const Rule& rule, const Container& container) {
  if (!concludes_from_absence(rule)) return true;
  if (!container.complete || (container.project && !can_conclude(rule, *container.project->file))) return false;
  // What it lacks may stand in the file that completes it.
  if (container.project && container.project->fragment) return false;
  if (needs(rule, Proves::no_mount) && !container.mounts.complete) return false;
  if (needs(rule, Proves::no_environment) && !environment_is_known(container)) return false;
  return !needs(rule, Proves::no_command) || command_is_known(container);
}

bool can_conclude(const Rule& rule, const Stage& stage) {
  if (!concludes_from_absence(rule)) return true;
  if (!stage.syntax->complete || !stage.dockerfile->file->complete) return false;
  return !needs(rule, Proves::no_mount) || stage.mounts.complete;
}

void run_rule(const Rule& rule, const Project& project, RawFindings& out) {
  std::visit(OverProject{rule, project, out}, rule.check);
}

void run_rule(const Rule& rule, const Dockerfile& dockerfile, RawFindings& out) {
  std::visit(OverDockerfile{rule, dockerfile, out}, rule.check);
}

void run_rule(const Rule& rule, const Workspace& workspace, RawFindings& out) {
  const auto* check = std::get_if<CheckOf<Workspace>>(&rule.check);
  if (!check) return;
  const auto known = [&](const auto& project) { return can_conclude(rule, *project); };
  if (std::ranges::all_of(workspace.projects, known)) call(rule, *check, workspace, {}, out);
}

}  // namespace mountlint
