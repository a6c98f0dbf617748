// The edge from a compose service to the Dockerfile it is built from: the context counts from the directory of the
// project, the Dockerfile from the context. Every Dockerfile is opened and parsed once, whoever links it; one that
// nobody named is read as context. Missing ones are unknown, no error.
#include "linter/model/link.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "linter/model/container.h"
#include "linter/model/evaluate.h"
#include "linter/model/parallel.h"
#include "linter/model/paths.h"
#include "linter/model/project.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

// The known value of an optional key, or its default; empty if it is not known.
std::optional<std::string> known_or(const std::optional<Text>& text, std::string_view default_value) {
  if (!text) return std::string(default_value);
  const std::optional<std::string_view> known = text->known();
  if (!known) return std::nullopt;
  return std::string(*known);
}

std::optional<std::string> context_of(const compose::Build& build, const Container& container) {
  std::string base = base_directory(build.context_place, container.project->directory);
  if (!build.context) return base;
  const HostPath path = resolve_host_path(*build.context, base);
  if (path.path.empty()) return std::nullopt;
  return path.path;
}

// A Dockerfile that is opened, and who asks for it.
struct Group {
  std::string path;
  bool named = false;
  const compose::Value* inlined = nullptr;
  std::vector<const BuildRequest*> requests;
};

std::vector<Group> group(const DockerfileInput& input) {
  std::map<std::string, Group> by_path;
  for (const std::string& path : input.named) {
    const std::string clean = clean_path(path);
    by_path[clean].named = true;
  }
  std::vector<Group> groups;
  std::unordered_set<std::string_view> named_files(input.named_files.begin(), input.named_files.end());
  for (const BuildRequest& request : input.requests) {
    if (request.inlined) {
      groups.push_back({request.dockerfile, named_files.contains(request.dockerfile), request.inlined, {&request}});
    } else {
      by_path[request.dockerfile].requests.push_back(&request);
    }
  }
  for (auto& [path, found] : by_path) {
    found.path = path;
    groups.push_back(std::move(found));
  }
  std::ranges::stable_sort(groups, {}, &Group::path);
  return groups;
}

std::unique_ptr<Dockerfile> read(const Group& from, Sources& sources) {
  auto dockerfile = std::make_unique<Dockerfile>();
  dockerfile->path = from.path;
  dockerfile->named = from.named;
  dockerfile->texts = std::make_unique<TextArena>();
  if (from.inlined) {
    const SourcePtr source = sources.at(from.inlined->place.span.file);
    dockerfile->owned = std::make_unique<dockerfile::File>(dockerfile::parse(source, from.inlined->text));
    dockerfile->file = dockerfile->owned.get();
    return dockerfile;
  }
  const bool is_file = from.named || sources.files().kind(from.path) == FileKind::file;
  const Result<SourcePtr> source = is_file ? sources.open(from.path) : failure<SourcePtr>("missing");
  if (!source) return nullptr;
  dockerfile->file = &sources.dockerfile(*source);
  return dockerfile;
}

}  // namespace

std::optional<BuildRequest> build_request(Container& container, const Sources& sources) {
  const std::optional<compose::Build>& build = container.service->build;
  if (!build || build->remote) return std::nullopt;
  const std::optional<std::string> context = context_of(*build, container);
  const std::optional<std::string> file = known_or(build->dockerfile, "Dockerfile");
  if (build->dockerfile_inline) {
    const Span place = build->dockerfile_inline->place.span;
    if (!place.valid()) return std::nullopt;
    return BuildRequest{&container, &*build, context.value_or(""), sources.at(place.file)->path(),
                        &*build->dockerfile_inline};
  }
  if (!context || !file || file->empty()) return std::nullopt;
  return BuildRequest{&container, &*build, *context, join_path(*context, *file), nullptr};
}

std::vector<std::unique_ptr<Dockerfile>> link_dockerfiles(DockerfileInput input, Sources& sources) {
  const std::vector<Group> groups = group(input);
  std::vector<std::unique_ptr<Dockerfile>> dockerfiles(groups.size());
  parallel_for(groups.size(), input.threads, [&](std::size_t i) {
    dockerfiles[i] = read(groups[i], sources);
    if (dockerfiles[i]) evaluate(*dockerfiles[i], groups[i].requests);
  });
  std::erase(dockerfiles, nullptr);
  return dockerfiles;
}

}  // namespace mountlint
