// Data in an unnamed volume stays on the disk, but `docker compose down` detaches it and no later container finds it.
// Data in the container's own layer is deleted with the container: by `down`, a new image, a changed setting. Neither
// is lost by stop and start, and the messages must not say so.
#include "rules/support/persistence.h"

#include <algorithm>

#include "parsers/filesystem.h"
#include "rules/support/start_command.h"

namespace mountlint::rules {

// The entrypoints of database images all have this in their name, and pass on to the server.
static bool is_entrypoint_of_image(const std::string& word) {
  return word.find("docker-entrypoint") != std::string::npos || word.find("container-entrypoint") != std::string::npos;
}

static bool is_idle(std::string_view program) {
  return program == "sh" || program == "bash" || program == "ash" || program == "sleep" || program == "tail";
}

bool may_run_no_server(const Container& container) {
  const CommandWords entrypoint = own_entrypoint(container), command = own_command(container);
  if (!entrypoint.empty() && std::none_of(entrypoint.begin(), entrypoint.end(), is_entrypoint_of_image)) return true;
  if (command.empty() || !is_idle(file_name(command[0]))) return false;
  return command.size() == 1 || !command[1].starts_with("-") || file_name(command[0]) == "tail";
}

Severity lowered(Severity severity) { return severity == Severity::error ? Severity::warning : Severity::info; }

Severity severity_of_misplaced(const DataDirectory& directory) {
  if (directory.may_be_relocated) return Severity::info;
  // A path that holds for every version needs no version.
  const bool depends_on_version = directory.row && directory.row->versions != "*";
  return directory.assumed_version && depends_on_version ? Severity::warning : Severity::error;
}

std::string_view when_data_goes(const DataDirectory& directory) {
  return directory.in_volume ? "the data goes to an unnamed volume, which `down` leaves behind"
                             : "the data is deleted with the container";
}

std::string_view mount_point(const DataDirectory& directory) {
  return directory.exact_volume.empty() ? directory.path : directory.exact_volume;
}

std::string_view engine_of(const DataDirectory& directory) {
  return directory.known->engine.empty() ? directory.known->name : directory.known->engine;
}

}  // namespace mountlint::rules
