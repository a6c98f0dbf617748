// Variables that became empty, `version`, words for true and false that YAML 1.2 does not know, the old form of
// `external`, and compose files that are not read because another one is.
#include "tests/conformance/compose_warnings.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/conformance/compose_paths.h"

namespace mountlint::conformance {

using namespace compose;
using nlohmann::json;

namespace {

using Warnings = std::set<std::string>;
using Names = std::array<std::string_view, 4>;

constexpr Names base_names = {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"};
constexpr Names override_names = {"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
                                  "docker-compose.override.yaml"};

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Keys whose value becomes a boolean.
bool is_boolean(std::string_view key, std::string_view parent) {
  if (key == "restart") return parent == "depends_on";
  return one_of(key, {"read_only", "nocopy", "external", "privileged", "required", "create_host_path", "init", "tty",
                      "stdin_open", "attach", "no_cache", "pull", "oom_kill_disable", "disable", "internal",
                      "attachable", "enable_ipv4", "enable_ipv6", "manual"});
}

// Below these, keys are names that mean nothing to Compose.
bool is_free(std::string_view key) {
  return key.starts_with("x-") || one_of(key, {"environment", "labels", "args", "driver_opts", "annotations", "sysctls",
                                               "options", "additional_contexts"});
}

void add_word(const yaml::Node& node, Warnings& out) {
  if (!node.is_scalar() || yaml::resolve(node) != yaml::Scalar::string || !node.text.is_known()) return;
  const std::string word(node.text.value());
  std::string lower = word;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool yes = one_of(lower, {"y", "yes", "on"}), no = one_of(lower, {"n", "no", "off"});
  if (!yes && !no) return;
  out.insert(fmt::format("\"{}\" for boolean is not supported by YAML 1.2, please use `{}`", word, yes));
}

// `parent`: the key above the mapping that holds a name, as in `depends_on: {db: {restart: yes}}`.
void add_words(const yaml::Node& node, std::string_view parent, std::string_view key, Warnings& out) {
  for (const yaml::Entry& entry : node.children) {
    const std::string_view name = entry.key ? entry.key->text.value() : std::string_view();
    if (is_free(name)) continue;
    if (is_boolean(name, parent)) add_word(*entry.value, out);
    add_words(*entry.value, key, entry.key ? name : key, out);
  }
}

void add_external(const yaml::Node& root, Warnings& out) {
  for (const char* section : {"volumes", "networks", "configs", "secrets"}) {
    const yaml::Entry* all = root.find(section);
    if (!all) continue;
    for (const yaml::Entry& entry : all->value->children) {
      const yaml::Entry* external = entry.key ? entry.value->find("external") : nullptr;
      if (external && external->value->find("name"))
        out.insert(fmt::format("{}.{}: external.name is deprecated. Please set name and external: true", section,
                               entry.key->text.value()));
    }
  }
}

void add_versions(const ComposeCase& run, const File& file, Sources& sources, Warnings& out) {
  for (const SourcePtr& source : file.sources)
    for (const yaml::Document& document : sources.yaml(source).documents)
      if (document.root && document.root->find("version"))
        out.insert(
            fmt::format("{}: the attribute `version` is obsolete, it will be ignored, please remove it to avoid "
                        "potential confusion",
                        relative_path(source->path(), run.folder)));
}

void add_choice(const std::string& directory, const Names& names, const char* kind, const FileSystem& files,
                Warnings& out) {
  std::vector<std::string_view> found;
  for (const std::string_view name : names)
    if (files.kind(join_path(directory, name)) != FileKind::missing) found.push_back(name);
  if (found.size() < 2) return;
  out.insert(fmt::format("Found multiple {} files with supported names: {}", kind, fmt::join(found, ", ")));
  out.insert(fmt::format("Using {}", found.front()));
}

}  // namespace

json warnings_value(const ComposeCase& run, const FileSet& set, Sources& sources, const File& file) {
  Warnings out;
  for (const std::string& name : file.asked.blank)
    out.insert(fmt::format("The \"{}\" variable is not set. Defaulting to a blank string.", name));
  add_versions(run, file, sources, out);
  if (file.merged) add_words(*file.merged, "", "", out);
  if (file.merged) add_external(*file.merged, out);
  const std::string start = join_path(run.folder, run.start);
  const bool discovered = run.named.empty() && !files_of_variable(start, sources, run.options);
  if (!discovered || set.files.empty()) return out;
  const std::string directory(directory_of(set.files.front()));
  add_choice(directory, base_names, "config", sources.files(), out);
  add_choice(directory, override_names, "override", sources.files(), out);
  return out;
}

}  // namespace mountlint::conformance
