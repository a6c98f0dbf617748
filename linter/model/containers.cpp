// A Container takes over what a service says. Values from outside (`environment: [TOKEN]`) become unknown ones, so that
// nobody takes them for missing.
#include "linter/model/containers.h"

#include "linter/model/environment.h"
#include "linter/model/own_images.h"

namespace mountlint {
namespace {

std::optional<Text> text_of(const std::optional<compose::Value>& value) {
  if (!value) return std::nullopt;
  return value->text;
}

std::optional<Known<Text>> words_of(const std::optional<compose::CommandLine>& command) {
  if (!command) return std::nullopt;
  return command->words;
}

bool is_restarted(const std::optional<Text>& restart) {
  const std::optional<std::string_view> policy = restart ? restart->known() : std::nullopt;
  return policy == "always" || policy == "unless-stopped";
}

std::unique_ptr<Container> container_of(const compose::Service& service, const Project& project) {
  auto container = std::make_unique<Container>();
  container->name = service.name.value();
  container->label = "service `" + container->name + "`";
  container->project = &project;
  container->service = &service;
  container->place = service.key;
  container->complete = service.complete && project.file->complete;
  container->image_text = text_of(service.image);
  container->has_build = service.build.has_value();
  container->command = words_of(service.command);
  container->entrypoint = words_of(service.entrypoint);
  container->user = text_of(service.user);
  container->working_dir = text_of(service.working_dir);
  container->restart = text_of(service.restart);
  container->hostname = text_of(service.hostname);
  container->read_only = service.read_only;
  container->replicas = service.replicas;
  container->profiles = service.profiles;
  container->labels = service.labels;
  container->restarts = is_restarted(container->restart);
  return container;
}

}  // namespace

void add_containers(Project& project, Sources& sources, compose::Variables& variables) {
  EnvironmentFiles files(project, sources, variables);
  for (const compose::Service& service : project.file->services) {
    if (service.provider) continue;
    std::unique_ptr<Container> container = container_of(service, project);
    container->environment = files.environment_of(service, container->complete);
    project.containers.push_back(std::move(container));
  }
  for (const auto& container : project.containers) project.containers_by_name.emplace(container->name, container.get());
}

void set_image(Container& container) {
  const compose::Service& service = *container.service;
  if (container.has_build) {
    container.image_place = service.build->place;
    if (container.build) container.image = container.build->base_image;
  } else if (service.image) {
    container.image_place = service.image->place;
    container.image = parse_image(service.image->text);
  }
  if (container.image) container.known_image = find_known_image(container.image->name, container.project->own_images);
}

}  // namespace mountlint
