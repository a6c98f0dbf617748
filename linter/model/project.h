#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "linter/model/container.h"
#include "linter/model/data_directories.h"
#include "linter/model/local_driver.h"
#include "parsers/compose/ast.h"

namespace mountlint {

struct Config;
class OwnImages;

// A volume of a project: declared at the top level, or only named by a service.
struct Volume {
  std::string name;
  const Project* project = nullptr;
  const compose::VolumeDefinition* definition = nullptr;  // null: not declared
  Place place;                                            // its key, or the first use
  std::vector<DriverProblem> driver_problems;             // of its definition
  std::vector<const Mount*> users;
  // Every list that could hold a user is complete.
  bool users_known = true;
};

// One merged file set.
struct Project {
  std::unique_ptr<compose::File> file;
  std::string path;  // of its first file
  std::string directory;
  bool fragment = false;  // most services have neither image nor build, or the name says override
  std::vector<std::unique_ptr<Container>> containers;
  std::vector<std::unique_ptr<Volume>> volumes;
  std::vector<DataDirectory> data_directories;
  std::unique_ptr<TextArena> texts;
  // Those of its volumes that other compose files of the same folder mention by name; sorted.
  std::vector<std::string> used_elsewhere;
  const Config* config = nullptr;
  const OwnImages* own_images = nullptr;  // those of its config

  // For the two below; the keys are the names that the objects hold.
  std::unordered_map<std::string_view, const Container*> containers_by_name;
  std::unordered_map<std::string_view, const Volume*> volumes_by_name;

  const Container* container(std::string_view name) const;
  const Volume* volume(std::string_view name) const;
};

}  // namespace mountlint
