// npm, Composer, Bundler, Python's venv, Cargo, Mix, Bower, NuGet: only names that are used for nothing else.
#include "rules/support/dependency_directories.h"

#include "parsers/filesystem.h"

namespace mountlint::rules {

bool is_dependency_directory(std::string_view path) {
  static constexpr std::string_view names[] = {
      "node_modules", "bower_components", ".yarn",          ".pnpm-store",   "vendor", ".venv", "venv",
      ".bundle",      "target",           "deps",           "_build",        ".nuget", ".next", ".nuxt",
      ".tox",         ".cargo",           "__pypackages__", "site-packages",
  };
  const std::string_view name = file_name(path);
  if (path.ends_with("/vendor/bundle")) return true;
  for (std::string_view known : names) {
    if (name == known) return true;
  }
  return false;
}

}  // namespace mountlint::rules
