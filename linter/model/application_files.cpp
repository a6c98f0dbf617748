// Told by names: the context as a whole, folders and files that hold code, installed modules. Data that an image brings
// for a new volume (`COPY seed /data`) has other names, and so has the empty directory that is copied for its owner.
#include "linter/model/application_files.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

// What starts stands at the begin of a command.
constexpr std::size_t most_words = 16;
constexpr std::uint32_t most_bytes = 512;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::count(words, word) > 0;
}

bool is_whole_context(std::string_view source) { return is_one_of(source, {".", "./", "/", "*", "./*"}); }

bool is_code_folder(std::string_view name) {
  return is_one_of(name, {"src", "app", "lib", "server", "backend", "frontend", "dist", "build", "public",
                          "node_modules", "vendor", "target", "publish"});
}

// For people to try, or to replace.
bool is_sample(std::string_view name) {
  constexpr std::string_view stems[] = {"sample", "example", "demo", "test", "hello"};
  return std::ranges::any_of(stems, [&](std::string_view stem) { return name.starts_with(stem); });
}

bool is_code_file(std::string_view name) {
  if (is_sample(name)) return false;
  if (is_one_of(name, {"package.json", "package*.json", "requirements.txt", "composer.json", "go.mod", "Cargo.toml",
                       "Gemfile", "pom.xml", "pyproject.toml", "manage.py"}))
    return true;
  constexpr std::string_view endings[] = {".py", ".js", ".ts", ".rb", ".php", ".jar", ".war", ".go", ".dll"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

// Directories that are for data, whatever is copied there.
bool is_data_name(std::string_view name) {
  return is_one_of(name, {"data",   "db",      "config", "conf",  "conf.d", "etc",    "log",     "logs",    "storage",
                          "media",  "uploads", "upload", "cache", "tmp",    "var",    "volume",  "volumes", "home",
                          "backup", "backups", "certs",  "files", "static", "assets", "plugins", "themes",  "scripts"});
}

// A guard: the modules stay apart from what is mounted around them.
bool is_dependency_directory(std::string_view name) {
  return is_one_of(name, {"node_modules", "vendor", ".venv", "venv", "bower_components", "bundle", ".yarn", "deps"});
}

bool is_code(std::string_view source) {
  const std::string clean = clean_path(source);
  return is_code_folder(file_name(clean)) || is_code_file(file_name(clean));
}

// What stands in a command: words of JSON, or a line that is cut at blanks.
std::vector<std::string_view> words_of(const dockerfile::Command& command) {
  std::vector<std::string_view> out;
  const auto add = [&](const Text& word) {
    if (out.size() < most_words && word.is_known()) out.push_back(word.value());
  };
  if (command.json) {
    for (const Text& word : command.words) add(word);
    return out;
  }
  for (const Text& word : command.shell.sub(0, std::min(most_bytes, command.shell.size())).split(' '))
    if (!word.empty() && word.value() != "exec") add(word);
  return out;
}

// True if `path` is the program that starts, or a script that an interpreter is given.
bool starts(const dockerfile::Command& command, std::string_view path, const std::string& working_dir) {
  bool first = true;
  for (const std::string_view word : words_of(command)) {
    const bool is_program = std::exchange(first, false) || is_code_file(word) || word.ends_with(".sh");
    const bool is_path = word.starts_with('/') || (word.find('/') != std::string_view::npos && !working_dir.empty());
    if (is_program && is_path && join_path(working_dir, word) == path) return true;
  }
  return false;
}

bool is_started(std::string_view path, const Build& build) {
  return (build.entrypoint && starts(*build.entrypoint, path, build.working_dir)) ||
         (build.command && starts(*build.command, path, build.working_dir));
}

}  // namespace

bool brings_application(const ImageWrite& write, std::string_view path, const Build& build) {
  const std::string_view name = file_name(path);
  if (is_dependency_directory(name) || !is_within(write.path, path)) return false;
  const bool is_installed = is_one_of(write.program, {"npm", "yarn", "pnpm", "bun"});
  const bool brings = write.kind == WriteKind::content || write.kind == WriteKind::copy;
  if (brings && !write.into && is_started(write.path, build)) return true;
  if (write.kind == WriteKind::content) return is_installed;
  if (write.kind != WriteKind::copy || !write.from_context) return false;
  const bool works_there = !build.working_dir.empty() && is_within(build.working_dir, path);
  if (is_whole_context(write.origin)) return works_there || !is_data_name(name);
  return is_code(write.origin) && !is_data_name(name);
}

bool runs_something(const Build& build) {
  if (build.command || build.entrypoint) return true;
  const bool empty = build.base_image && is_one_of(build.base_image->name, {"scratch", "busybox", "alpine"});
  return !empty;
}

}  // namespace mountlint
