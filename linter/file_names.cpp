// Files that are known by their names: the names that Docker, Podman and Compose document, and those that people form
// from them (`Dockerfile.dev`, `docker-compose-prod.yml`, `prod.compose.yaml`).
#include <algorithm>
#include <array>
#include <cctype>

#include "linter/discover.h"

namespace mountlint {
namespace {

// Behind a dot these say that the file is about a Dockerfile, or makes one.
constexpr std::string_view foreign_extensions[] = {
    "adoc",     "awk",      "bak",          "bash", "bat",   "c",    "cmd",    "containerignore",
    "cpp",      "diff",     "dockerignore", "ejs",  "erb",   "go",   "gotmpl", "h",
    "hbs",      "htm",      "html",         "in",   "ini",   "j2",   "java",   "jinja",
    "jinja2",   "jpg",      "js",           "json", "kt",    "lock", "log",    "m4",
    "markdown", "md",       "mustache",     "orig", "patch", "php",  "png",    "ps1",
    "py",       "rb",       "rej",          "rs",   "rst",   "sh",   "sum",    "svg",
    "swp",      "template", "tmpl",         "toml", "tpl",   "ts",   "tt",     "tsx",
    "vue",      "xml",      "yaml",         "yml",
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool is_separator(char c) { return c == '.' || c == '_' || c == '-'; }

bool has_foreign_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.ends_with('~')) return name.ends_with('~');
  return std::ranges::find(foreign_extensions, name.substr(dot + 1)) != std::end(foreign_extensions);
}

// `dockerfile` itself, `dockerfile.x`, `x.dockerfile`.
bool is_named_after(std::string_view name, std::string_view word) {
  if (name.starts_with(word)) return name.size() == word.size() || is_separator(name[word.size()]);
  return name.size() > word.size() + 1 && name.ends_with(word) && name[name.size() - word.size() - 1] == '.';
}

// `compose` with something before (`docker-`, `prod.`) or behind it (`.override`, `-dev`).
bool has_compose_stem(std::string_view stem) {
  constexpr std::string_view word = "compose";
  for (std::size_t at = stem.find(word); at != std::string_view::npos; at = stem.find(word, at + 1)) {
    const std::string_view before = stem.substr(0, at), behind = stem.substr(at + word.size());
    const bool begins = before.empty() || (before.size() > 1 && is_separator(before.back()));
    if (begins && (behind.empty() || is_separator(behind[0]))) return true;
  }
  return false;
}

}  // namespace

bool has_dockerfile_name(std::string_view file_name) {
  const std::string name = lower(file_name);
  if (!is_named_after(name, "dockerfile") && !is_named_after(name, "containerfile")) return false;
  return !has_foreign_extension(name);
}

bool has_compose_name(std::string_view file_name) {
  const std::string name = lower(file_name);
  for (const std::string_view extension : {".yml", ".yaml"})
    if (name.ends_with(extension))
      return has_compose_stem(std::string_view(name).substr(0, name.size() - extension.size()));
  return false;
}

}  // namespace mountlint
