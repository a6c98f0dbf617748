// Flags bound directories of volumes that the engine does not find.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/driver_options.h"
#include "rules/support/engine_choice.h"

namespace mountlint::rules {

static bool is_taken_literally(DriverMistake mistake) {
  return mistake == DriverMistake::relative_device || mistake == DriverMistake::tilde_device;
}

static std::string message_of(const Volume& volume, const DriverProblem& problem) {
  const std::string device = problem.part.shown();
  switch (problem.mistake) {
    case DriverMistake::relative_device:
      return fmt::format(
          "Compose leaves `{}` as it is, and the engine looks for it in its own working directory, not in the "
          "project: volume `{}` cannot be used, and {}",
          device, volume.name, nothing_starts);
    case DriverMistake::tilde_device:
      return fmt::format(
          "Compose leaves `{}` as it is, and to the engine `~` is no home: volume `{}` cannot be used, "
          "and {}",
          device, volume.name, nothing_starts);
    case DriverMistake::missing_directory:
      return fmt::format("there is no `{}`, and the engine makes no directory for a volume: while it is missing, {}",
                         device, nothing_starts);
    case DriverMistake::not_a_directory:
      return fmt::format("`{}` is a file, and a volume is a directory: volume `{}` cannot be used, and {}", device,
                         volume.name, nothing_starts);
    default:
      return {};
  }
}

static bool is_exact_bind(const Volume& volume) {
  const Text* o = driver_option(*volume.definition, "o");
  return o && o->known() == "bind";
}

static std::string_view help_of(const Volume& volume, DriverMistake mistake) {
  if (mistake == DriverMistake::missing_directory)
    return "keep the directory in the project, or bind it in the service, where the engine makes what is missing";
  if (mistake == DriverMistake::not_a_directory) return "bind the file in the service";
  if (is_exact_bind(volume)) return "write `driver: local`: only then does Compose resolve the path";
  return "Compose resolves the path only with `driver: local` and exactly `o: bind`; else write an absolute path";
}

// The driver is not written, and that is all that is missing.
static std::optional<Fix> fix_of(const Volume& volume, const DriverProblem& problem) {
  const compose::VolumeDefinition& definition = *volume.definition;
  if (!is_taken_literally(problem.mistake) || definition.driver || !is_exact_bind(volume)) return std::nullopt;
  if (definition.place.via || definition.place.span.file != problem.option->place.span.file) return std::nullopt;
  std::optional<Edit> edit = add_line_before(*volume.project, definition.place.span, "driver: local");
  if (!edit) return std::nullopt;
  return Fix{"write `driver: local`", Applicability::unsafe, {std::move(*edit)}};
}

static void report(const Volume& volume, const DriverProblem& problem, Findings& findings) {
  const std::string text = message_of(volume, problem);
  if (text.empty()) return;
  Draft draft = findings.add(place_of(*problem.option, problem.part), "{}", text);
  const bool may_come = problem.mistake == DriverMistake::missing_directory;
  draft.severity(may_come ? Severity::warning : Severity::error).help(std::string(help_of(volume, problem.mistake)));
  if (std::optional<Fix> fix = fix_of(volume, problem)) draft.fix(std::move(*fix));
}

static void check(const Volume& volume, Findings& findings) {
  if (!volume.definition || uses_podman(*volume.project)) return;
  for (const DriverProblem& problem : volume.driver_problems)
    if (!may_be_completed(volume, problem)) report(volume, problem, findings);
}

extern const Rule bind_device_path;
constinit const Rule bind_device_path{
    .id = "bind-device-path",
    .summary = "the directory that a volume binds is not found by the engine",
    .category = Category::syntax,
    .severity = Severity::error,
    .why =
        R"(A volume with `type: none`, `o: bind` and a `device` is a directory of the host under the name of a volume. Unlike
a bind mount of a service, nothing makes the directory: if it is missing, the container does not start
(`failed to mount local volume: .. no such file or directory`).

Compose makes a relative `device` absolute, and `~` the home directory, only if the volume says `driver: local` and `o`
is `bind` and nothing else. In any other case (no `driver`, `o: bind,ro`, `o: rbind`) the engine gets the path as it is
written, and looks for it from its own working directory, usually `/`, on its own host.

A directory that is only missing now is a warning, and looked for inside of the project only. Absolute paths and values
that are not known are not reported.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - data:/data
volumes:
  data:
    driver_opts:
      type: none
      o: bind
      device: ./data
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - data:/data
volumes:
  data:
    driver: local
    driver_opts:
      type: none
      o: bind
      device: /srv/app/data
)",
    .references = {"https://docs.docker.com/reference/compose-file/volumes/#driver_opts",
                   "https://github.com/compose-spec/compose-go/blob/main/paths/resolve.go",
                   "https://github.com/docker/compose/issues/8922"},
    .check = check,
};

}  // namespace mountlint::rules
