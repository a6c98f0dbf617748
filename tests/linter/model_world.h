// A workspace made of files in memory.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "linter/model/workspace.h"
#include "parsers/filesystem.h"
#include "parsers/sources.h"

namespace mountlint::test {

struct MemoryFile {
  std::string path, text;
};

// Every file whose name holds `compose` is a project of its own and every `Dockerfile` is named, unless `input` says
// what is.
class World {
 public:
  World(std::initializer_list<MemoryFile> files, WorkspaceInput input = {}) {
    const bool find = input.file_sets.empty() && input.dockerfiles.empty();
    for (const auto& [path, text] : files) {
      files_.add(path, text);
      if (find && file_name(path).find("compose") != std::string_view::npos) input.file_sets.push_back({{path}});
      if (find && file_name(path).find("Dockerfile") != std::string_view::npos) input.dockerfiles.push_back(path);
    }
    if (input.root.empty()) input.root = ".";
    sources_ = std::make_unique<Sources>(files_);
    workspace = make_workspace(input, *sources_);
  }

  World(const World&) = delete;
  World& operator=(const World&) = delete;

  const Project& project(std::size_t i = 0) const {
    REQUIRE(i < workspace.projects.size());
    return *workspace.projects[i];
  }
  const Container& container(std::string_view name, std::size_t of_project = 0) const {
    const Container* found = project(of_project).container(name);
    REQUIRE_MESSAGE(found, std::string(name));
    return *found;
  }
  const Dockerfile& dockerfile(std::size_t i = 0) const {
    REQUIRE(i < workspace.dockerfiles.size());
    return *workspace.dockerfiles[i];
  }
  Sources& sources() { return *sources_; }

  Workspace workspace;

 private:
  MemoryFileSystem files_;
  std::unique_ptr<Sources> sources_;
};

// A compose file with one service.
inline std::string one_service(const std::string& body, const std::string& rest = "") {
  return "services:\n  db:\n" + body + rest;
}

inline const Mount* mount_at(const Container& container, std::string_view target) {
  for (const Mount& mount : container.mounts)
    if (mount.target_path == target) return &mount;
  return nullptr;
}

}  // namespace mountlint::test
