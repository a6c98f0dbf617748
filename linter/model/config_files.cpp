// Names say enough: such files are never read.
#include "linter/model/config_files.h"

#include <algorithm>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool has_configuration_extension(std::string_view path) {
  constexpr std::string_view extensions[] = {"conf", "cnf",  "cfg", "ini",        "yml", "yaml",
                                             "toml", "json", "xml", "properties", "hcl", "config"};
  return std::ranges::count(extensions, extension_of(path)) > 0;
}

bool has_component(std::string_view path, std::initializer_list<std::string_view> names) {
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (std::ranges::count(names, path.substr(0, slash)) > 0) return true;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return false;
}

bool is_configuration_directory(std::string_view path) {
  constexpr std::string_view others[] = {"/etc/localtime", "/etc/timezone",    "/etc/passwd",     "/etc/group",
                                         "/etc/hosts",     "/etc/resolv.conf", "/etc/machine-id", "/etc/hostname"};
  if (std::ranges::count(others, path) > 0) return false;
  return is_within(path, "/etc") || has_component(path, {"conf", "config", "conf.d", "cnf", "configuration"});
}

// Looks like configuration, and moves no data.
bool is_other_content(std::string_view path) {
  return has_component(path, {"provisioning", "dashboards", "certs", "ssl", "tls", "pki", "secrets",
                              "docker-entrypoint-initdb.d", "initdb.d", "keys"});
}

bool is_configuration(std::string_view path, std::string_view data_path) {
  if (path.empty() || is_within(data_path, path) || is_other_content(path)) return false;
  return has_configuration_extension(path) || is_configuration_directory(path);
}

bool may_hold_files(MountType type) {
  return type == MountType::bind || type == MountType::config || type == MountType::secret ||
         type == MountType::unknown || type == MountType::volume;
}

bool copies_configuration(const dockerfile::Words& sources, const Text& destination, std::string_view data_path) {
  if (is_configuration(destination.value(), data_path)) return true;
  return std::ranges::any_of(sources.items, [](const Text& source) {
    return has_configuration_extension(source.value()) && !is_other_content(source.value());
  });
}

bool copies_configuration(const Build& build, std::string_view data_path) {
  for (const Stage* stage : build.chain) {
    const auto& instructions = build.dockerfile->file->instructions;
    for (std::size_t i = stage->syntax->first; i < stage->syntax->last && i < instructions.size(); ++i) {
      const auto* copy = instructions[i].as<dockerfile::Copy>();
      const auto* add = instructions[i].as<dockerfile::Add>();
      if (copy && copies_configuration(copy->sources, copy->destination, data_path)) return true;
      if (add && copies_configuration(add->sources, add->destination, data_path)) return true;
    }
  }
  return false;
}

}  // namespace

std::string_view extension_of(std::string_view path) {
  const std::string_view name = file_name(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot + 1);
}

bool has_configuration_file(const Container& container, std::string_view data_path) {
  for (const Mount& mount : container.mounts) {
    const bool candidate = may_hold_files(mount.type) && mount.origin != MountOrigin::image_volume;
    if (candidate && is_configuration(mount.target_path, data_path)) return true;
  }
  return container.build && copies_configuration(*container.build, data_path);
}

bool looks_like_file(std::string_view path) {
  const std::string_view extension = extension_of(path);
  // `conf.d` and `backup.2024` are directories.
  if (extension.empty() || extension == "d" || extension.size() > 10) return false;
  return extension.find_first_not_of("0123456789") != std::string_view::npos;
}

bool is_no_data_name(std::string_view path) {
  return has_component(path, {"backup",
                              "backups",
                              "cert",
                              "certs",
                              "conf",
                              "conf.d",
                              "config",
                              "configs",
                              "custom",
                              "dump",
                              "dumps",
                              "dashboards",
                              "docker-entrypoint-initdb.d",
                              "etc",
                              "extensions",
                              "import",
                              "init",
                              "initdb",
                              "initdb.d",
                              "keys",
                              "log",
                              "logs",
                              "migrations",
                              "plugins",
                              "provisioning",
                              "scripts",
                              "seed",
                              "seeds",
                              "sql",
                              "ssl",
                              "themes",
                              "tmp"});
}

}  // namespace mountlint
