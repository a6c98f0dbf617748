// Compares a loaded project with what compose-go made of the same files: one line of an answers file.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "parsers/compose/load.h"

namespace mountlint::compose_answers {

using nlohmann::json;

// Unknown parts cannot be compared: compose-go writes nothing there.
inline bool comparable(const Text& text) { return text.is_known(); }

inline bool is_windows_path(std::string_view path) {
  const bool drive = path.size() > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
  return drive || path.substr(0, 2) == "\\\\";
}

// A bind source as the answers write it: relative to the folder of the case, `~/x` below the home.
inline std::string host_path(std::string_view source) {
  if (source.substr(0, 1) == "~") {
    const std::string rest = clean_path("/" + std::string(source.substr(1)));
    return rest == "/" ? "~" : "~" + rest;
  }
  if (source.substr(0, 1) == "/" || is_windows_path(source)) return std::string(source);
  const std::string clean = clean_path(source);
  return clean == "." || clean == ".." || clean.starts_with("../") ? clean : "./" + clean;
}

inline const char* type_name(compose::MountType type) {
  constexpr const char* names[] = {"bind", "volume", "tmpfs", "cluster", "npipe", "image", "unknown"};
  return names[static_cast<int>(type)];
}

// `path` as seen from `folder`, both clean and absolute: `x`, `../x`; absolute where they have nothing in common.
inline std::string relative(const std::string& path, std::string folder) {
  std::string up;
  for (; !is_within(path, folder); folder = directory_of(folder)) up += "../";
  if (folder == "/") return path;
  const std::string rest = path.size() > folder.size() ? path.substr(folder.size() + 1) : "";
  return up + rest;
}

// A bind source with the directory that it counts from.
inline std::string host_path(const compose::File& file, std::string_view source, const Place& place,
                             const std::string& folder) {
  const bool plain = source.substr(0, 1) != "~" && source.substr(0, 1) != "/" && !is_windows_path(source);
  if (!plain) return host_path(source);
  return host_path(relative(join_path(join_path(folder, file.directory_for(place)), source), folder));
}

// "type source target ro" with `?` for what is unknown here.
inline std::string line_of(const compose::File& file, const compose::ServiceVolume& volume, const std::string& folder) {
  std::string source = volume.source ? std::string(volume.source->value()) : "";
  if (volume.type == compose::MountType::bind && volume.source) source = host_path(file, source, volume.place, folder);
  if (volume.source && !comparable(*volume.source)) source = "?";
  std::string target = comparable(volume.target) ? clean_path(volume.target.value()) : "?";
  const char* access = volume.read_only == compose::Flag::unknown ? "?"
                       : volume.read_only == compose::Flag::yes   ? "ro"
                                                                  : "rw";
  return std::string(type_name(volume.type)) + "|" + source + "|" + target + "|" + access;
}

inline std::string line_of(const json& mount) {
  const std::string target = mount.value("target", "");
  return mount.value("type", "") + "|" + mount.value("source", "") + "|" + clean_path(target) + "|" +
         (mount.value("read_only", false) ? "ro" : "rw");
}

// Equal, where a field `?` (or an unknown type) of ours fits everything.
inline bool fits(const std::string& ours, const std::string& theirs) {
  std::size_t a = 0, b = 0;
  for (int field = 0; field < 4; ++field) {
    const std::size_t end_a = std::min(ours.find('|', a), ours.size()),
                      end_b = std::min(theirs.find('|', b), theirs.size());
    const std::string mine = ours.substr(a, end_a - a);
    if (mine == "unknown") return true;
    if (mine != "?" && mine != theirs.substr(b, end_b - b)) return false;
    a = end_a + 1, b = end_b + 1;
  }
  return true;
}

// What is compared of a service, by the name it has in the answers.
inline const std::set<std::string> service_fields = {"volumes",     "build",   "tmpfs",   "command",     "entrypoint",
                                                     "image",       "user",    "restart", "working_dir", "volumes_from",
                                                     "environment", "configs", "secrets", "profiles"};

struct Difference {
  std::string what, ours, theirs;  // `what`: `name`, `services`, `volumes`, SERVICE, SERVICE.FIELD..

  std::string field() const {
    for (const std::string& name : service_fields)
      if (what.ends_with("." + name) || what.find("." + name + ".") != what.npos) return name;
    return what == "name" ? "name" : what == "volumes" ? "top-level volumes" : "services";
  }
};

// The fields of an answer that compare() looks at.
inline std::set<std::string> compared_fields(const json& answer) {
  const std::string model = answer.value("model", "none");
  if (model == "none" || model == "without interpolation") return {};
  std::set<std::string> out = {"services"};
  if (answer.contains("name")) out.insert("name");
  if (answer.contains("volumes")) out.insert("top-level volumes");
  for (const json& service : answer.value("services", json::object()))
    for (const auto& [key, value] : service.items())
      if (service_fields.contains(key)) out.insert(key);
  return out;
}

using Differences = std::vector<Difference>;

template <class Ours, class Theirs>
std::string joined(const Ours& ours, Theirs text) {
  std::string out = "[";
  for (const auto& item : ours) out += text(item) + ", ";
  return out + "]";
}

inline void compare_volumes(const compose::File& file, const std::string& folder, const std::string& name,
                            const compose::Service& ours, const json& theirs, Differences& out) {
  const auto line = [&](const compose::ServiceVolume& volume) { return line_of(file, volume, folder); };
  const json list = theirs.value("volumes", json::array());
  bool same = !ours.volumes.complete || ours.volumes.size() == list.size();
  for (std::size_t i = 0; same && i < std::min(ours.volumes.size(), list.size()); ++i)
    same = fits(line(ours.volumes[i]), line_of(list[i]));
  if (same) return;
  out.push_back({name + ".volumes", joined(ours.volumes, line), list.dump()});
}

// Texts against strings; where one is unknown only the rest counts.
template <class List>
void compare_texts(const std::string& what, const List& ours, const json& theirs, bool complete, Differences& out) {
  bool same = !complete || ours.size() == theirs.size();
  for (std::size_t i = 0; same && complete && i < ours.size(); ++i)
    same = !comparable(ours[i]) || ours[i].value() == theirs[i].template get<std::string>();
  if (!same) out.push_back({what, joined(ours, [](const Text& text) { return text.shown(); }), theirs.dump()});
}

inline void compare_command(const std::string& what, const std::optional<compose::CommandLine>& ours,
                            const json& theirs, const char* key, Differences& out) {
  if (!ours && !theirs.contains(key)) return;
  if (!ours || !theirs.contains(key)) {
    out.push_back({what, ours ? "given" : "not given", theirs.value(key, json()).dump()});
    return;
  }
  compare_texts(what, ours->words.items, theirs[key], ours->words.complete, out);
}

inline void compare_tmpfs(const std::string& name, const compose::Service& ours, const json& theirs, Differences& out) {
  const json list = theirs.value("tmpfs", json::array());
  bool same = !ours.tmpfs.complete || ours.tmpfs.size() == list.size();
  for (std::size_t i = 0; same && i < std::min(ours.tmpfs.size(), list.size()); ++i) {
    std::string text(ours.tmpfs[i].target.value());
    for (std::size_t j = 0; j < ours.tmpfs[i].options.size(); ++j)
      text += (j ? "," : ":") + std::string(ours.tmpfs[i].options[j].value());
    same = text.find(unknown_character) != std::string::npos || text == list[i].get<std::string>();
  }
  if (!same)
    out.push_back({name + ".tmpfs", joined(ours.tmpfs, [](const auto& t) { return t.target.shown(); }), list.dump()});
}

inline void compare_value(const std::string& what, const std::optional<compose::Value>& ours, const json& theirs,
                          const char* key, Differences& out) {
  const std::string value = theirs.value(key, "");
  if (ours && !comparable(ours->text)) return;
  const std::string mine = ours ? std::string(ours->text.value()) : "";
  if (mine != value) out.push_back({what + "." + key, mine, value});
}

// A context that is a folder, and known.
inline bool has_local_context(const compose::Build& build) {
  const std::optional<Text>& context = build.context;
  if (build.remote) return false;
  return !context || (comparable(*context) && !context->empty() && !context->value().starts_with("service:"));
}

inline std::string context_path(const compose::File& file, const compose::Build& build, const std::string& folder) {
  const std::string_view written = build.context ? build.context->value() : std::string_view(".");
  const std::string base = join_path(folder, file.directory_for(build.context_place));
  const bool plain = !written.starts_with('/') && !written.starts_with('~');
  std::string path = plain ? relative(join_path(base, written), folder) : host_path(written);
  if (path.ends_with("/")) path.pop_back();
  if (plain && !path.starts_with("..")) path = path.empty() ? "." : "./" + path;
  return path;
}

inline void compare_build(const compose::File& file, const std::string& folder, const std::string& name,
                          const compose::Service& ours, const json& theirs, Differences& out) {
  if (!theirs.contains("build") || !ours.build || !has_local_context(*ours.build)) return;
  const std::string mine = context_path(file, *ours.build, folder);
  if (mine != theirs["build"].value("context", "")) out.push_back({name + ".build", mine, theirs["build"].dump()});
}

inline void compare_profiles(const std::string& name, const compose::Service& ours, const json& theirs,
                             Differences& out) {
  std::vector<Text> profiles;
  for (const compose::Value& profile : ours.profiles) profiles.push_back(profile.text);
  compare_texts(name + ".profiles", profiles, theirs.value("profiles", json::array()), ours.profiles.complete, out);
}

// `configs` or `secrets`: what each refers to, and where it is put.
inline void compare_references(const std::string& what, const Known<compose::FileReference>& ours, const json& theirs,
                               Differences& out) {
  std::vector<Text> sources;
  json recorded = json::array();
  for (const compose::FileReference& reference : ours) sources.push_back(reference.source);
  for (const json& reference : theirs) recorded.push_back(reference.value("source", ""));
  compare_texts(what, sources, recorded, ours.complete, out);
}

// Values from `env_file` are in the answers, and not in the service.
inline void compare_environment(const std::string& name, const compose::Service& ours, const json& theirs,
                                Differences& out) {
  if (!ours.environment.complete || !theirs.contains("environment") || !ours.env_file.empty()) return;
  const json& recorded = theirs["environment"];
  std::map<std::string, json> last;  // of a name that stands twice
  for (const compose::Variable& variable : ours.environment) {
    if (!comparable(variable.name)) continue;
    const bool known = !variable.value || comparable(*variable.value);
    const std::string key(variable.name.value());
    const json mine = variable.value ? json(std::string(variable.value->value())) : json();
    last[key] = known ? mine : recorded.value(key, json());
  }
  for (const auto& [key, mine] : last)
    if (recorded.value(key, json("absent")) != mine)
      out.push_back({name + ".environment." + key, mine.dump(), recorded.value(key, json("absent")).dump()});
  for (const auto& [key, value] : recorded.items())
    if (std::none_of(ours.environment.begin(), ours.environment.end(),
                     [&](const compose::Variable& v) { return !comparable(v.name) || v.name.value() == key; }))
      out.push_back({name + ".environment." + key, "absent", value.dump()});
}

inline void compare_service(const compose::File& file, const std::string& folder, const std::string& name,
                            const compose::Service& ours, const json& theirs, Differences& out) {
  compare_volumes(file, folder, name, ours, theirs, out);
  compare_build(file, folder, name, ours, theirs, out);
  compare_tmpfs(name, ours, theirs, out);
  compare_command(name + ".command", ours.command, theirs, "command", out);
  compare_command(name + ".entrypoint", ours.entrypoint, theirs, "entrypoint", out);
  compare_value(name, ours.image, theirs, "image", out);
  compare_value(name, ours.restart, theirs, "restart", out);
  compare_value(name, ours.user, theirs, "user", out);
  compare_value(name, ours.working_dir, theirs, "working_dir", out);
  compare_profiles(name, ours, theirs, out);
  compare_references(name + ".configs", ours.configs, theirs.value("configs", json::array()), out);
  compare_references(name + ".secrets", ours.secrets, theirs.value("secrets", json::array()), out);
  compare_environment(name, ours, theirs, out);
  std::vector<Text> from;
  for (const compose::VolumesFrom& item : ours.volumes_from) from.push_back(item.source);
  if (from.size() != theirs.value("volumes_from", json::array()).size())
    out.push_back({name + ".volumes_from", std::to_string(from.size()), theirs["volumes_from"].dump()});
}

// Nothing to compare where the answer has no model with variables filled in. Host paths count from `folder`.
inline Differences compare(const compose::File& file, const json& answer, const std::string& folder) {
  Differences out;
  const std::string model = answer.value("model", "none");
  if (model == "none" || model == "without interpolation") return out;
  const json services = answer.value("services", json::object());
  if (file.project_name && answer.contains("name") && *file.project_name != answer["name"].get<std::string>())
    out.push_back({"name", *file.project_name, answer["name"].get<std::string>()});
  for (const auto& [name, theirs] : services.items()) {
    const compose::Service* ours = file.service(name);
    if (!ours)
      out.push_back({name, "absent", "present"});
    else
      compare_service(file, folder, name, *ours, theirs, out);
  }
  if (file.services.complete && file.services.size() != services.size())
    out.push_back({"services", std::to_string(file.services.size()), std::to_string(services.size())});
  if (file.volumes.complete && file.volumes.size() < answer.value("volumes", json::object()).size())
    out.push_back({"volumes", std::to_string(file.volumes.size()), answer["volumes"].dump()});
  return out;
}

// Names of volumes that nothing declares: the model reports them, not load().
inline bool has_undefined_volume(const compose::File& file) {
  for (const compose::Service& service : file.services)
    for (const compose::ServiceVolume& volume : service.volumes)
      if (volume.type == compose::MountType::volume && volume.source && volume.source->is_known() &&
          !volume.source->empty() && !file.volume(volume.source->value()))
        return true;
  return false;
}

}  // namespace mountlint::compose_answers
