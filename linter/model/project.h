#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/container.h"
#include "linter/model/data_directories.h"
#include "parsers/compose/ast.h"

namespace mountlint {

struct Config;

// A volume of a project: declared at the top level, or only named by a service.
struct Volume {
  std::string name;
  const Project* project = nullptr;
  const compose::VolumeDefinition* definition = nullptr;   // null: not declared
  Place place;                                             // its key, or the first use
  std::vector<const Mount*> users;
  // Every list that could hold a user is complete.
  bool users_known = true;
};

// One merged file set.
struct Project {
  std::unique_ptr<compose::File> file;
  std::string path;                        // of its first file
  std::string directory;
  bool fragment = false;                   // most services have neither image nor build, or the name says override
  std::vector<std::unique_ptr<Container>> containers;
  std::vector<std::unique_ptr<Volume>> volumes;
  std::vector<DataDirectory> data_directories;
  std::unique_ptr<TextArena> texts;
  // Names of volumes that other compose files of the same folder mention.
  std::vector<std::string> used_elsewhere;
  const Config* config = nullptr;

  const Container* container(std::string_view name) const;
  const Volume* volume(std::string_view name) const;
};

}  // namespace mountlint
