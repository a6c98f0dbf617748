// Flags options of the short syntax that Compose silently ignores: `:readonly` mounts writable.
#include <optional>

#include "linter/rule.h"
#include "rules/support/command_words.h"
#include "rules/support/engine_choice.h"

namespace mountlint::rules {

// compose-go format/volume.go; case matters.
static bool is_known_option(std::string_view option) {
  return is_one_of(option,
                   {"ro", "rw", "nocopy", "z", "Z", "shared", "rshared", "slave", "rslave", "private", "rprivate"});
}

static bool is_podman_option(std::string_view option) {
  return is_one_of(option,
                   {"U", "O", "idmap", "exec", "noexec", "dev", "nodev", "suid", "nosuid", "copy", "bind", "rbind"}) ||
         option.starts_with("idmap=") || option.starts_with("upperdir=") || option.starts_with("workdir=");
}

// Docker Desktop once read these.
static bool is_obsolete(std::string_view option) { return is_one_of(option, {"cached", "delegated", "consistent"}); }

static bool means_read_only(std::string_view option) {
  return is_one_of(option, {"RO", "Ro", "rO", "readonly", "read-only", "read_only", "readOnly", "ReadOnly", "r", "or"});
}

static bool means_writable(std::string_view option) {
  return is_one_of(option, {"RW", "Rw", "wr", "w", "write", "readwrite", "read-write"});
}

// Removes the option and the `:` or `,` that joins it.
static std::optional<Edit> removal(const Mount& mount, std::size_t index) {
  if (!mount.syntax->spec.editable()) return std::nullopt;
  Span span = mount.options[index].span();
  if (index > 0 || mount.options.size() == 1) {
    --span.begin;
  } else {
    ++span.end;
  }
  return Edit{span, ""};
}

static void report_obsolete(const Mount& mount, std::size_t index, Findings& findings) {
  const Text& option = mount.options[index];
  Draft draft = findings.add(Place{option.span(), mount.place.via}, "`{}` has no effect any more", option.shown());
  draft.severity(Severity::info).help("leave it out");
  if (std::optional<Edit> edit = removal(mount, index)) {
    draft.fix({fmt::format("remove `{}`", option.shown()), Applicability::safe, {std::move(*edit)}});
  }
}

static std::string message_of(const Mount& mount, const Text& option) {
  if (mount.access != Access::read_write) {
    return fmt::format("Compose ignores `{}`: it changes nothing for the mount at `{}`", option.shown(),
                       mount.target.shown());
  }
  return fmt::format("Compose ignores `{}`: `{}` is mounted writable at `{}`", option.shown(),
                     mount.source ? mount.source->shown() : mount.target.shown(), mount.target.shown());
}

static void report_unknown(const Mount& mount, const Text& option, Findings& findings) {
  Draft draft = findings.add(Place{option.span(), mount.place.via}, "{}", message_of(mount, option));
  if (means_writable(option.value())) draft.severity(Severity::info);
  if (!means_read_only(option.value()) || mount.access != Access::read_write) return;
  draft.help("write `ro`");
  if (option.editable()) draft.fix({"write `ro`", Applicability::unsafe, {Edit{option.span(), "ro"}}});
}

static void check(const Mount& mount, Findings& findings) {
  if (mount.origin != MountOrigin::compose_short || !mount.syntax || !mount.syntax->valid) return;
  const bool podman = mount.container && uses_podman(*mount.container->project);
  for (std::size_t i = 0; i < mount.options.size(); ++i) {
    const std::optional<std::string_view> option = mount.options[i].known();
    if (!option || option->empty() || is_known_option(*option)) continue;
    if (podman && is_podman_option(*option)) continue;
    if (is_obsolete(*option)) {
      report_obsolete(mount, i, findings);
    } else {
      report_unknown(mount, mount.options[i], findings);
    }
  }
}

extern const Rule unknown_mount_option;
constinit const Rule unknown_mount_option{
    .id = "unknown-mount-option",
    .summary = "Compose silently ignores an unknown mount option",
    .category = Category::exposure,
    .severity = Severity::error,
    .why =
        R"(Compose knows `ro`, `rw`, `nocopy`, `z`, `Z` and the propagation words, in exactly this spelling, and drops
everything else without a word. `./conf:/etc/app:readonly` is therefore mounted writable, and the container can change
the files of the host. `docker run -v` refuses the same text.

`cached`, `delegated` and `consistent` once meant something on Docker Desktop and have no effect any more; they are
reported as information and can be removed. If the configuration says `engine: podman`, the options of Podman are
known, too.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - ./conf:/etc/app:readonly
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - ./conf:/etc/app:ro
)",
    .references = {"https://docs.docker.com/reference/compose-file/services/#short-syntax-5",
                   "https://github.com/compose-spec/compose-go/blob/main/format/volume.go"},
    .check = check,
};

}  // namespace mountlint::rules
