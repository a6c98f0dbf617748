// Data in an unnamed volume stays on the disk, but `docker compose down` detaches it and no later container finds it.
// Data in the container's own layer is deleted with the container: by `down`, a new image, a changed setting. Neither
// is lost by stop and start, and the messages must not say so.
#include "rules/support/persistence.h"

#include <algorithm>

#include "linter/model/mount_cover.h"
#include "parsers/filesystem.h"
#include "rules/support/command_words.h"
#include "rules/support/start_command.h"

namespace mountlint::rules {

// The entrypoints of database images all have this in their name, and pass on to the server.
static bool is_entrypoint_of_image(const std::string& word) {
  return word.find("docker-entrypoint") != std::string::npos || word.find("container-entrypoint") != std::string::npos;
}

static bool is_idle(std::string_view program) {
  return program == "sh" || program == "bash" || program == "ash" || program == "sleep" || program == "tail";
}

static bool only_waits(const CommandWords& command) {
  if (command.empty() || !is_idle(file_name(command[0]))) return false;
  return command.size() == 1 || !command[1].starts_with("-") || file_name(command[0]) == "tail";
}

bool may_run_no_server(const Container& container) {
  const CommandWords entrypoint = own_entrypoint(container);
  if (!entrypoint.empty() && std::none_of(entrypoint.begin(), entrypoint.end(), is_entrypoint_of_image)) return true;
  return only_waits(own_command(container));
}

// `npm run test`, `rails db:migrate`, `pytest`: the task is among the first words.
static bool is_task(std::string_view word) {
  word = file_name(word);
  if (is_one_of(word, {"pytest", "phpunit", "rspec", "jest", "tox"})) return true;
  const std::string_view name = word.substr(0, word.find_first_of(":.-"));
  return is_one_of(name, {"test", "tests", "lint", "migrate", "build", "db", "console"});
}

bool runs_something_else(const Container& container) {
  const CommandWords command = own_command(container);
  const std::size_t first = std::min<std::size_t>(command.size(), 4);
  return only_waits(command) || std::any_of(command.begin(), command.begin() + static_cast<long>(first), is_task);
}

// The service key names no image: say where the image comes from if that is another file.
void add_image_note(Draft& draft, const DataDirectory& directory) {
  const Container& container = *directory.container;
  if (!container.image || !container.image_place.span.valid()) return;
  if (!container.has_build && container.image_place.span.file == container.place.span.file) return;
  draft.note(container.image_place.span, fmt::format("it runs `{}`", container.image->text.shown()));
}

bool is_in_memory(const DataDirectory& directory) { return !directory.mount || is_memory(*directory.mount); }

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
