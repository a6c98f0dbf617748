// Only here the tests look at the disk.
#include "tests/support/fixture.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "linter/discover.h"

namespace mountlint::test {
namespace {

namespace fs = std::filesystem;

std::string root() { return std::string(MOUNTLINT_SOURCE_DIR) + "/tests/fixtures"; }

// `left-over.compose.yaml` -> `compose.yaml`, `left-over`
struct FileCase {
  std::string situation, mounted_as;
};

std::optional<FileCase> file_case(const std::string& name) {
  for (const char* suffix : {"compose.yaml", "Dockerfile"}) {
    const std::string ending = std::string(".") + suffix;
    if (name.size() > ending.size() && name.ends_with(ending))
      return FileCase{name.substr(0, name.size() - ending.size()), suffix};
  }
  return std::nullopt;
}

bool is_fixed_text(const std::string& situation) {
  return situation.ends_with(".fixed") || situation.ends_with(".all-fixed");
}

std::optional<std::string> read_if_there(const std::string& path) {
  return file_exists(path) ? std::optional(read_file(path)) : std::nullopt;
}

Fixture fixture_of_file(const std::string& rule, const FileCase& found) {
  const std::string base = root() + "/" + rule + "/" + found.situation;
  Fixture fixture{rule + "/" + found.situation, rule};
  fixture.files[found.mounted_as] = read_file(base + "." + found.mounted_as);
  fixture.sidecar = read_if_there(base + ".expected.txt");
  fixture.fixed = read_if_there(base + ".fixed." + found.mounted_as);
  fixture.all_fixed = read_if_there(base + ".all-fixed." + found.mounted_as);
  return fixture;
}

Fixture fixture_of_folder(const std::string& rule, const fs::path& folder) {
  Fixture fixture{rule + "/" + folder.filename().string(), rule};
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    if (path != "expected.txt") fixture.files[path] = read_file(entry.path().string());
  }
  fixture.sidecar = read_if_there((folder / "expected.txt").string());
  return fixture;
}

}  // namespace

ParsedExpectations Fixture::expectations() const {
  ParsedExpectations all;
  if (sidecar) all = sidecar_expectations(*sidecar);
  for (const auto& [path, text] : files) {
    ParsedExpectations some = expectations_in(path, text);
    all.list.insert(all.list.end(), some.list.begin(), some.list.end());
    all.errors.insert(all.errors.end(), some.errors.begin(), some.errors.end());
  }
  return all;
}

std::string Fixture::main_file() const { return files.size() == 1 ? files.begin()->first : ""; }

std::vector<Fixture> fixtures_of(const std::string& rule) {
  std::vector<Fixture> list;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(root() + "/" + rule, error)) {
    if (entry.is_directory()) list.push_back(fixture_of_folder(rule, entry.path()));
    const std::optional<FileCase> found = file_case(entry.path().filename().string());
    if (found && !is_fixed_text(found->situation) && entry.is_regular_file())
      list.push_back(fixture_of_file(rule, *found));
  }
  std::sort(list.begin(), list.end(), [](const Fixture& a, const Fixture& b) { return a.name < b.name; });
  return list;
}

std::vector<std::string> fixture_folders() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(root())) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && name != "projects") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Fixture> project_fixtures() { return fixtures_of("projects"); }

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

bool file_exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

bool is_linted(const std::string& path) {
  const std::string_view name = file_name(path);
  return has_compose_name(name) || has_dockerfile_name(name);
}

std::string unchanged(std::string text) { return text; }

std::string with_crlf(std::string text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

std::string with_bom(std::string text) { return "\xEF\xBB\xBF" + text; }

MemoryFileSystem mounted(const Fixture& fixture, Change change) {
  MemoryFileSystem files;
  for (const auto& [path, text] : fixture.files) files.add("/" + path, is_linted(path) ? change(text) : text);
  return files;
}

}  // namespace mountlint::test
