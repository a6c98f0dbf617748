// `arguments` holds one option a line, `environment` one `NAME=VALUE`; both may be absent.
#include "tests/conformance/compose_case.h"

#include <sstream>

namespace mountlint::conformance {

namespace {

std::vector<std::string> lines_of(const FileSystem& files, const std::string& path) {
  std::vector<std::string> out;
  const Result<std::string> text = files.read(path, 1u << 20);
  std::stringstream lines(text ? *text : std::string());
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) out.push_back(line);
  return out;
}

void add_below(const std::string& path, const FileSystem& disk, MemoryFileSystem& out) {
  const Result<std::vector<DirectoryEntry>> entries = disk.list(path);
  if (!entries) return;
  for (const DirectoryEntry& entry : *entries) {
    const std::string file = path + "/" + entry.name;
    if (entry.kind == FileKind::directory) add_below(file, disk, out);
    if (entry.kind != FileKind::file) continue;
    if (Result<std::string> text = disk.read(file, 1u << 24)) out.add(file, std::move(*text));
  }
}

}  // namespace

ComposeCase::ComposeCase(const std::string& path, const FileSystem& files) : folder(path) {
  if (files.kind(path) == FileKind::file) {
    folder = directory_of(path);
    named.push_back(path);
    return;
  }
  for (const std::string& line : lines_of(files, path + "/environment")) {
    const std::size_t equals = line.find('=');
    options.variables.push_back({line.substr(0, equals), line.substr(equals + 1)});
  }
  for (const std::string& line : lines_of(files, path + "/arguments"))
    argument(line.substr(0, line.find(' ')), line.substr(line.find(' ') + 1));
}

void ComposeCase::argument(const std::string& option, const std::string& value) {
  const std::string path = join_path(folder, value);
  if (option == "-f") named.push_back(path);
  if (option == "--env-file") options.env_files.push_back(path);
  if (option == "--project-directory") options.project_directory = path;
  if (option == "-p") options.project_name = value;
  if (option == "cd") start = value;
  if (option != "--profile") return;
  if (!options.profiles) options.profiles.emplace();
  options.profiles->push_back(value);
}

Result<compose::FileSet> ComposeCase::files(Sources& sources) const {
  if (!named.empty()) return {compose::FileSet{named}};
  return compose::find_files(join_path(folder, start), sources, options);
}

MemoryFileSystem only_below(const std::string& path, const FileSystem& disk) {
  MemoryFileSystem out;
  if (disk.kind(path) == FileKind::file) out.add(path, *disk.read(path, 1u << 24));
  add_below(path, disk, out);
  return out;
}

}  // namespace mountlint::conformance
