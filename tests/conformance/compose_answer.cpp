// The model that load() gives, as JSON: what is empty or not given is left out, an unknown part shows as written.
#include "tests/conformance/compose_answer.h"

#include <filesystem>

#include "tests/conformance/compose_case.h"
#include "tests/conformance/compose_differences.h"

namespace mountlint::conformance {

using namespace compose;
using nlohmann::json;

namespace {

void put(json& out, const char* key, const std::optional<Text>& text) {
  if (text) out[key] = text->shown();
}

void put(json& out, const char* key, const std::optional<Value>& value) {
  if (value) out[key] = value->text.shown();
}

void put(json& out, const char* key, json list) {
  if (!list.empty()) out[key] = std::move(list);
}

void put(json& out, const char* key, const std::optional<CommandLine>& command) {
  if (!command) return;
  out[key] = json::array();
  for (const Text& word : command->words) out[key].push_back(word.shown());
}

json variables_of(const Known<Variable>& variables) {
  json out = json::object();
  for (const Variable& variable : variables)
    out[variable.name.shown()] = variable.value ? json(variable.value->shown()) : json();
  return out;
}

// A secret that is put nowhere stands in `/run/secrets`; for a config compose-go leaves that open.
json references_of(const Known<FileReference>& references, const std::string& default_folder) {
  json out = json::array();
  for (const FileReference& reference : references) {
    json entry = {{"source", reference.source.shown()}};
    if (!default_folder.empty()) entry["target"] = default_folder + reference.source.shown();
    put(entry, "target", reference.target);
    out.push_back(std::move(entry));
  }
  return out;
}

json devices_of(const Known<Device>& devices) {
  json out = json::array();
  for (const Device& device : devices) {
    json entry = {{"source", device.source.shown()}, {"target", device.source.shown()}};
    put(entry, "target", device.target);
    put(entry, "permissions", device.permissions);
    out.push_back(std::move(entry));
  }
  return out;
}

json profiles_of(const Known<Value>& profiles) {
  json out = json::array();
  for (const Value& profile : profiles) out.push_back(profile.text.shown());
  return out;
}

json tmpfs_of(const Known<Tmpfs>& list) {
  json out = json::array();
  for (const Tmpfs& tmpfs : list) {
    std::string text = tmpfs.target.shown();
    for (std::size_t i = 0; i < tmpfs.options.size(); ++i) text += (i ? "," : ":") + tmpfs.options[i].shown();
    out.push_back(std::move(text));
  }
  return out;
}

json build_of(const File& file, const Build& build, const std::string& folder) {
  json out = {{"context", build.context ? build.context->shown() : "."}};
  if (compose_answers::has_local_context(build)) out["context"] = compose_answers::context_path(file, build, folder);
  if (!build.dockerfile && !build.dockerfile_inline) out["dockerfile"] = "Dockerfile";
  put(out, "dockerfile", build.dockerfile);
  put(out, "dockerfile_inline", build.dockerfile_inline);
  put(out, "target", build.target);
  put(out, "args", variables_of(build.args));
  return out;
}

// With the source of a bind as seen from `folder`.
json mount_from(const File& file, const ServiceVolume& volume, const std::string& folder) {
  json out = compose_mount(volume);
  if (volume.type == MountType::bind && volume.source && volume.source->is_known())
    out["source"] = compose_answers::host_path(file, volume.source->value(), volume.place, folder);
  return out;
}

json service_of(const File& file, const Service& service, const std::string& folder) {
  json out = json::object(), volumes = json::array(), from = json::array();
  for (const ServiceVolume& volume : service.volumes) volumes.push_back(mount_from(file, volume, folder));
  for (const VolumesFrom& item : service.volumes_from) from.push_back(item.source.shown());
  put(out, "image", service.image);
  if (service.build) out["build"] = build_of(file, *service.build, folder);
  put(out, "volumes", std::move(volumes));
  put(out, "volumes_from", std::move(from));
  put(out, "tmpfs", tmpfs_of(service.tmpfs));
  put(out, "configs", references_of(service.configs, ""));
  put(out, "secrets", references_of(service.secrets, "/run/secrets/"));
  put(out, "devices", devices_of(service.devices));
  put(out, "profiles", profiles_of(service.profiles));
  put(out, "environment", variables_of(service.environment));
  put(out, "command", service.command);
  put(out, "entrypoint", service.entrypoint);
  put(out, "user", service.user);
  put(out, "working_dir", service.working_dir);
  put(out, "restart", service.restart);
  if (service.read_only == Flag::yes) out["read_only"] = true;
  return out;
}

json volume_of(const VolumeDefinition& volume) {
  json out = json::object();
  put(out, "name", volume.real_name);
  put(out, "driver", volume.driver);
  put(out, "driver_opts", variables_of(volume.driver_opts));
  if (volume.external == Flag::yes) out["external"] = true;
  return out;
}

json definitions_of(const Known<FileDefinition>& definitions) {
  json out = json::object();
  for (const FileDefinition& definition : definitions) {
    json& entry = out[definition.name.shown()] = json::object();
    put(entry, "file", definition.file);
    put(entry, "environment", definition.environment);
    put(entry, "content", definition.content);
    if (definition.external == Flag::yes) entry["external"] = true;
  }
  return out;
}

void put_model(json& out, const File& file, const std::string& folder) {
  if (file.project_name) out["name"] = *file.project_name;
  json services = json::object(), volumes = json::object();
  for (const Service& service : file.services) services[service.name.shown()] = service_of(file, service, folder);
  for (const VolumeDefinition& volume : file.volumes) volumes[volume.name.shown()] = volume_of(volume);
  put(out, "services", std::move(services));
  put(out, "volumes", std::move(volumes));
  put(out, "configs", definitions_of(file.configs));
  put(out, "secrets", definitions_of(file.secrets));
}

json errors_of(const File& file) {
  json out = json::array();
  for (const std::string& refusal : file.refusals) out.push_back(refusal);
  for (const SyntaxError& error : file.errors) out.push_back(error.message);
  return out;
}

}  // namespace

json compose_mount(const ServiceVolume& volume) {
  constexpr const char* types[] = {"bind", "volume", "tmpfs", "cluster", "npipe", "image", "unknown"};
  json out = {{"type", types[static_cast<int>(volume.type)]}}, bind = json::object();
  put(out, "source", volume.source);
  if (!volume.target.empty()) out["target"] = volume.target.shown();
  if (volume.read_only == Flag::yes) out["read_only"] = true;
  put(bind, "propagation", volume.propagation);
  put(bind, "selinux", volume.selinux);
  const bool decided = !volume.long_syntax || volume.has_bind;
  if (volume.type == MountType::bind && decided) bind["create_host_path"] = volume.create_host_path == Flag::yes;
  put(out, "bind", std::move(bind));
  if (volume.nocopy == Flag::yes) out["volume"]["nocopy"] = true;
  return out;
}

json mount_facts(const json& mount) {
  const json bind = mount.value("bind", json::object());
  return {mount["type"],
          mount.value("source", ""),
          mount.value("target", ""),
          mount.value("read_only", false),
          bind.value("propagation", ""),
          bind.value("selinux", ""),
          mount.value("volume", json::object()).value("nocopy", false)};
}

json compose_answer(const std::string& path) {
  const std::unique_ptr<FileSystem> files = disk();
  const std::string place = clean_path(std::filesystem::absolute(path).string());
  Sources sources(*files);
  const ComposeCase run(place, *files);
  const Result<FileSet> set = run.files(sources);
  json out = {{"path", path}, {"ok", false}};
  if (!set) return out["error"] = "no compose file", out;
  const File file = load(*set, sources, run.options);
  json errors = errors_of(file);
  out["ok"] = errors.empty();
  if (!errors.empty()) out["error"] = errors[0];
  if (errors.size() > 1) out["errors_all"] = std::move(errors);
  for (const std::string& each : set->files)
    out["files"].push_back(compose_answers::host_path(compose_answers::relative(each, run.folder)));
  put_model(out, file, run.folder);
  return out;
}

}  // namespace mountlint::conformance
