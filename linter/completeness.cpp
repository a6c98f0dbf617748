// A rule that is silent has found nothing, or could not know. Only in the first case a suppression is of no use: what
// is not known today may be found tomorrow, and a comment that was taken out would have to be written again.
#include "linter/completeness.h"

#include <algorithm>

#include "linter/run_rules.h"

namespace mountlint {
namespace {

bool is_known(const Rule& rule, const Container& container) {
  const bool build_is_missing = container.has_build && !container.build;
  return container.complete && !build_is_missing && can_conclude(rule, container);
}

// Rules that look at containers cannot speak where no container is built from the Dockerfile.
bool looks_at_containers(const Rule& rule) {
  return std::holds_alternative<CheckOf<Container>>(rule.check) || std::holds_alternative<CheckOf<Build>>(rule.check) ||
         std::holds_alternative<CheckOf<DataDirectory>>(rule.check);
}

bool is_linked(const Dockerfile& dockerfile) {
  return std::ranges::any_of(dockerfile.builds, [](const auto& build) { return build->container != nullptr; });
}

bool is_known(const Rule& rule, const Dockerfile& dockerfile) {
  if (!dockerfile.file->complete || (looks_at_containers(rule) && !is_linked(dockerfile))) return false;
  return std::ranges::all_of(dockerfile.stages, [&](const auto& stage) { return can_conclude(rule, *stage); });
}

}  // namespace

Completeness::Completeness(const Workspace& workspace) {
  for (const auto& project : workspace.projects)
    for (const SourcePtr& source : project->file->sources) projects_[source->id()].push_back(project.get());
  for (const auto& dockerfile : workspace.dockerfiles)
    dockerfiles_[dockerfile->file->source->id()].push_back(dockerfile.get());
}

void Completeness::Unknown::add(Span span, FileId file) {
  if (span.file == file) parts.add(span.begin, span.end, 0);
}

bool Completeness::is_known(const Rule& rule, Span place) {
  const Unknown& parts = unknown(rule, place.file);
  return !parts.everywhere && !parts.parts.touching(place.begin, place.end);
}

Completeness::Unknown& Completeness::unknown(const Rule& rule, FileId file) {
  const auto [at, is_new] = unknown_.try_emplace({file, &rule});
  Unknown& out = at->second;
  if (!is_new) return out;
  for (const Project* project : projects_[file]) add_project(rule, *project, file, out);
  for (const Dockerfile* dockerfile : dockerfiles_[file]) out.everywhere |= !mountlint::is_known(rule, *dockerfile);
  out.parts.sort();
  return out;
}

void Completeness::add_project(const Rule& rule, const Project& project, FileId file, Unknown& out) {
  out.everywhere |= !project.file->complete;
  const bool from_absence = rule.proves != Proves::presence;
  const auto users_known = [](const auto& volume) { return volume->users_known; };
  const bool about_volumes = std::holds_alternative<CheckOf<Volume>>(rule.check);
  out.everywhere |= about_volumes && project.fragment && from_absence;
  out.everywhere |= about_volumes && !std::ranges::all_of(project.volumes, users_known);
  for (const auto& container : project.containers) {
    if (mountlint::is_known(rule, *container)) continue;
    // Of a container over several files, the model does not keep the places of all parts.
    out.everywhere |= project.file->sources.size() > 1;
    out.add(container->place.span, file);
    if (container->service) out.add(container->service->place.span, file);
  }
}

}  // namespace mountlint
