// The model that load() gives, as JSON: what is empty or not given is left out.
#include "tests/conformance/compose_answer.h"

#include <filesystem>

#include "tests/conformance/compose_environment.h"
#include "tests/conformance/compose_mount.h"
#include "tests/conformance/compose_paths.h"
#include "tests/conformance/compose_service.h"
#include "tests/conformance/compose_value.h"
#include "tests/conformance/compose_warnings.h"

namespace mountlint::conformance {

using namespace compose;
using nlohmann::json;

namespace {

json value_of(const std::optional<Value>& value) { return value ? text_value(value->text) : json(); }

// `<project>_<key>`, unless it is named or made elsewhere.
json real_name(const File& file, const std::optional<Value>& name, Flag external, const Text& key) {
  if (name) return text_value(name->text);
  if (external == Flag::yes) return key.shown();
  if (external == Flag::unknown || !file.project_name) return unknown_value("");
  return *file.project_name + "_" + key.shown();
}

// Compose resolves a relative device only where `driver: local` and exactly `o: bind` are written.
bool has_host_device(const json& volume) {
  const json options = volume.value("driver_opts", json::object());
  return volume.value("driver", json()) == "local" && options.value("o", json()) == "bind";
}

// A number is no path.
bool is_string_at(const yaml::Node& volume, std::string_view option) {
  const yaml::Entry* options = volume.find("driver_opts");
  const yaml::Entry* entry = options ? options->value->find(option) : nullptr;
  return entry && entry->value->is_scalar() && yaml::resolve(*entry->value) == yaml::Scalar::string;
}

json volume_value(const ShownProject& project, const VolumeDefinition& volume, const yaml::Node& node) {
  json out = json::object();
  out["name"] = real_name(project.file, volume.real_name, volume.external, volume.name);
  put_given(out, "driver", value_of(volume.driver));
  put_given(out, "driver_opts", variables_value(volume.driver_opts, node.find("driver_opts")));
  put_given(out, "external", flag_value(volume.external));
  put_given(out, "labels", without_nulls(variables_value(volume.labels, node.find("labels"))));
  if (!has_host_device(out)) return out;
  for (const Variable& option : volume.driver_opts)
    if (option.name.value() == "device" && option.value && is_string_at(node, "device"))
      out["driver_opts"]["device"] = text_value(*option.value, [&](std::string_view path) {
        return host_path(project.file, path, option.place, project.folder);
      });
  return out;
}

json definition_value(const ShownProject& project, const FileDefinition& definition) {
  json out = json::object();
  out["name"] = real_name(project.file, definition.real_name, definition.external, definition.name);
  if (definition.file)
    out["file"] = text_value(definition.file->text, [&](std::string_view path) {
      return host_path(project.file, path, definition.file->place, project.folder);
    });
  put_given(out, "environment", value_of(definition.environment));
  put_given(out, "content", value_of(definition.content));
  put_given(out, "driver", value_of(definition.driver));
  put_given(out, "external", flag_value(definition.external));
  return out;
}

json definitions_value(const ShownProject& project, const Known<FileDefinition>& definitions) {
  json out = json::object();
  for (const FileDefinition& definition : definitions)
    out[definition.name.shown()] = definition_value(project, definition);
  return out;
}

// What the merged tree says at `section`, `name`; nothing if that is not there.
const yaml::Node& node_of(const File& file, std::string_view section, std::string_view name) {
  static const yaml::Node nothing;
  const yaml::Entry* all = file.merged ? file.merged->find(section) : nullptr;
  const yaml::Entry* entry = all ? all->value->find(name) : nullptr;
  return entry ? *entry->value : nothing;
}

json sorted(const std::set<std::string, std::less<>>& names) {
  return names.empty() ? json() : json(std::vector<std::string>(names.begin(), names.end()));
}

}  // namespace

LoadedProject load_project(const ComposeCase& run, const FileSet& set, Sources& sources, Outside outside) {
  LoadOptions options = run.options;
  options.outside = outside;
  LoadedProject out{load(set, sources, options), {}};
  out.errors = our_errors(out.file, sources);
  return out;
}

json model_value(const ComposeCase& run, const FileSet& set, Sources& sources, const File& file) {
  const ShownProject project{file, run.folder};
  json out = json::object(), services = json::object(), jobs = json::object(), volumes = json::object();
  ServiceFiles values(run, set, sources, file);
  for (const Service& service : file.services) {
    json shown = service_value(project, service, node_of(file, "services", service.name.value()));
    values.complete(node_of(file, "services", service.name.value()), shown);
    services[service.name.shown()] = std::move(shown);
  }
  for (const Service& job : file.jobs) jobs[job.name.shown()] = container_value(project, job);
  for (const VolumeDefinition& volume : file.volumes)
    volumes[volume.name.shown()] = volume_value(project, volume, node_of(file, "volumes", volume.name.value()));
  if (file.project_name) out["name"] = *file.project_name;
  put_given(out, "warnings", warnings_value(run, set, sources, file));
  put_given(out, "unset", sorted(file.asked.unset));
  put_given(out, "blank", sorted(file.asked.blank));
  out["services"] = std::move(services);
  put_given(out, "jobs", std::move(jobs));
  put_given(out, "volumes", std::move(volumes));
  json configs = definitions_value(project, file.configs), secrets = definitions_value(project, file.secrets);
  values.complete_content(configs);
  values.complete_content(secrets);
  put_given(out, "configs", std::move(configs));
  put_given(out, "secrets", std::move(secrets));
  return out;
}

json files_value(const ComposeCase& run, const FileSet& set) {
  json out = json::array();
  for (const std::string& file : set.files) out.push_back(host_path(relative_path(file, run.folder)));
  return out;
}

json compose_answer(const std::string& path) {
  const std::unique_ptr<FileSystem> files = disk();
  const std::string place = clean_path(std::filesystem::absolute(path).string());
  Sources sources(*files);
  const ComposeCase run(place, *files);
  const Result<FileSet> set = run.files(sources);
  json out = {{"path", path}, {"ok", false}};
  if (!set) return out["error"] = set.error, out;
  const LoadedProject project = load_project(run, *set, sources, Outside::empty);
  out["ok"] = project.errors.empty();
  if (project.errors.empty()) out["model"] = "complete";
  if (!project.errors.empty()) out["error"] = project.errors.front().text();
  if (project.errors.size() > 1)
    for (const OurError& error : project.errors) out["errors_all"].push_back(error.text());
  for (const OurError& error : project.errors) out["errors"].push_back(error.value());
  out["files"] = files_value(run, *set);
  out.update(without_marks(model_value(run, *set, sources, project.file)));
  return out;
}

}  // namespace mountlint::conformance
