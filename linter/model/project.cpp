// Looks things up in a project by name.
#include "linter/model/project.h"

namespace mountlint {

const Container* Project::container(std::string_view name) const {
  const auto found = containers_by_name.find(name);
  return found == containers_by_name.end() ? nullptr : found->second;
}

const Volume* Project::volume(std::string_view name) const {
  const auto found = volumes_by_name.find(name);
  return found == volumes_by_name.end() ? nullptr : found->second;
}

}  // namespace mountlint
