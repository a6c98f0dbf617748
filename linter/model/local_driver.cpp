// What the driver refuses is in moby volume/local/local_unix.go (validOpts, mandatoryOpts, getMountOptions). Compose
// makes a device absolute, and `~` the home, only if the file says `driver: local` and `o` is exactly `bind`
// (compose-go paths/resolve.go, volumeDriverOpts); any other reaches the engine as it is written. No one creates it.
#include "linter/model/local_driver.h"

#include <algorithm>
#include <array>

#include "linter/model/local_driver_options.h"
#include "linter/model/paths.h"
#include "linter/model/project.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

constexpr std::array<std::string_view, 4> option_names = {"type", "o", "device", "size"};

std::string lower_case(std::string_view word) {
  std::string lower(word);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return lower;
}

bool is_option(std::string_view name) { return std::ranges::find(option_names, name) != option_names.end(); }

std::vector<DriverProblem> wrong_names(const compose::VolumeDefinition& definition) {
  std::vector<DriverProblem> problems;
  for (const compose::Variable& option : definition.driver_opts) {
    const std::optional<std::string_view> name = option.name.known();
    if (!name || is_option(*name)) continue;
    const bool wrong_case = is_option(lower_case(*name));
    problems.push_back({wrong_case ? DriverMistake::wrong_case : DriverMistake::unknown_option, &option, option.name});
  }
  return problems;
}

// Empty if an option has no value: Compose refuses that.
std::optional<DriverOptions> options_of(const compose::VolumeDefinition& definition) {
  DriverOptions options;
  for (const compose::Variable& option : definition.driver_opts) {
    if (!option.value) return std::nullopt;
    const std::string_view name = option.name.value();
    if (name == "type") options.type = &option;
    if (name == "device") options.device = &option;
    if (name == "o") options.o = &option;
    if (name == "size") options.size = &option;
  }
  return options;
}

// What Compose makes an absolute path of.
bool is_resolved(const compose::VolumeDefinition& definition, const DriverOptions& options) {
  return definition.driver && definition.driver->text.known() == "local" && known_value(options.o) == "bind";
}

std::optional<DriverProblem> missing_option(const DriverOptions& options, bool resolved) {
  const compose::Variable* asking = options.type ? options.type : options.o;
  if (!options.device && asking) return DriverProblem{DriverMistake::missing_device, asking, asking->name};
  if (!options.device) return std::nullopt;
  if (!options.type) return DriverProblem{DriverMistake::missing_type, options.device, options.device->name};
  if (options.device->value->empty() && !resolved)
    return DriverProblem{DriverMistake::missing_device, options.device, options.device->name};
  return std::nullopt;
}

bool is_relative(std::string_view device) {
  if (device.empty() || device.starts_with('/') || device.starts_with('\\') || device.starts_with('~')) return false;
  return device.size() < 2 || device[1] != ':';
}

// A device that the engine gets as it is written, and looks for from where it runs itself.
std::optional<DriverProblem> literal_device(const compose::Variable& device) {
  const std::optional<std::string_view> path = device.value->known();
  if (!path) return std::nullopt;
  if (path->starts_with('~')) return DriverProblem{DriverMistake::tilde_device, &device, *device.value};
  if (is_relative(*path)) return DriverProblem{DriverMistake::relative_device, &device, *device.value};
  return std::nullopt;
}

std::optional<DriverProblem> device_on_disk(const compose::Variable& device, const Project& project,
                                            const FileSystem* files) {
  const std::string base = base_directory(device.place, project.directory);
  const HostPath path = resolve_host_path(*device.value, base);
  if (!files || !path.of_project || path.path.empty()) return std::nullopt;
  if (!is_within(path.path, project.directory) && !is_within(path.path, base)) return std::nullopt;
  const FileKind kind = files->kind(path.path);
  if (kind == FileKind::missing) return DriverProblem{DriverMistake::missing_directory, &device, *device.value};
  if (kind == FileKind::file) return DriverProblem{DriverMistake::not_a_directory, &device, *device.value};
  return std::nullopt;
}

std::optional<DriverProblem> bound_device(const DriverOptions& options, bool resolved, const Project& project,
                                          const FileSystem* files) {
  const MountWords o = mount_words(options.o);
  const bool bind = o.find("bind") || o.find("rbind");
  if (!bind || !options.device) return std::nullopt;
  return resolved ? device_on_disk(*options.device, project, files) : literal_device(*options.device);
}

// `class` is a word of Okteto, which reads compose files and makes volumes of Kubernetes.
bool is_for_okteto(const compose::VolumeDefinition& definition) { return driver_option(definition, "class"); }

// Nothing is said of a driver that a variable names.
bool is_judged(const compose::VolumeDefinition& definition) {
  return is_local_driver(definition) && definition.external == compose::Flag::no && definition.driver_opts.complete &&
         !is_for_okteto(definition);
}

}  // namespace

bool is_local_driver(const compose::VolumeDefinition& definition) {
  if (!definition.driver || definition.driver->text.empty()) return true;
  return definition.driver->text.known() == "local";
}

const Text* driver_option(const compose::VolumeDefinition& definition, std::string_view name) {
  for (const compose::Variable& option : definition.driver_opts)
    if (option.name.known() == name && option.value) return &*option.value;
  return nullptr;
}

std::vector<DriverProblem> driver_problems(const compose::VolumeDefinition& definition, const Project& project,
                                           const FileSystem* files) {
  if (!is_judged(definition)) return {};
  std::vector<DriverProblem> names = wrong_names(definition);
  if (!names.empty()) return names;
  const std::optional<DriverOptions> options = options_of(definition);
  if (!options) return {};
  const bool resolved = is_resolved(definition, *options);
  std::optional<DriverProblem> found = missing_option(*options, resolved);
  if (!found) found = mount_problem(*options);
  if (!found) found = bound_device(*options, resolved, project, files);
  return found ? std::vector{*found} : std::vector<DriverProblem>{};
}

}  // namespace mountlint
