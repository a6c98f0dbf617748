// Flags options of a volume that the engine's own driver, or the kernel, refuses.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/driver_options.h"
#include "rules/support/engine_choice.h"

namespace mountlint::rules {

static std::string_view type_of(const Volume& volume) {
  const Text* type = driver_option(*volume.definition, "type");
  return type ? type->known().value_or("") : "";
}

static bool is_bind_type(std::string_view type) { return type == "none" || type == "bind"; }

// What the problem is; how it ends is the same for nearly all of them. Values that may hold a password are not shown.
static std::string problem_of(const DriverProblem& problem, std::string_view type) {
  const std::string part = std::string(problem.part.trimmed().shown());
  switch (problem.mistake) {
    case DriverMistake::unknown_option:
      return fmt::format("the local driver has no option `{}`", part);
    case DriverMistake::wrong_case:
      return fmt::format("the local driver has no option `{}` with capitals", part);
    case DriverMistake::missing_device:
      return fmt::format("the local driver takes no `{}` without a `device`", problem.option->name.shown());
    case DriverMistake::missing_type:
      return "the local driver takes no `device` without a `type`";
    case DriverMistake::no_bind_flag:
      return fmt::format("`type: {}` mounts nothing without `bind` in `o`", type);
    case DriverMistake::blank_in_options:
      return fmt::format("`{}` with a blank beside it is no option of a mount", part.substr(0, part.find('=')));
    case DriverMistake::nfs_no_address:
      return "NFS is mounted from the `addr=` in `o`, and there is none";
    case DriverMistake::nfs_host_name:
      return fmt::format("the engine looks up names like `{}` for `type: nfs`, not for `nfs4`", part);
    case DriverMistake::nfs_device:
      return fmt::format("`{}` names no path of an NFS server: there is no `:` in it", part);
    case DriverMistake::nfs_fstab_word:
      return fmt::format("`{}` is a word for fstab, and NFS itself does not know it", part);
    case DriverMistake::cifs_device:
      return "the `device` names no share: that is `//server/share`";
    case DriverMistake::cifs_port:
      return "the engine takes no port in the `device` of a share";
    case DriverMistake::cifs_credentials:
      return "only mount.cifs reads a file of credentials, and the engine mounts without it";
    case DriverMistake::size_of_mount:
      return fmt::format("`size` is a quota of the engine's own disk, not of {}", type);
    default:
      return {};
  }
}

static std::string help_of(const DriverProblem& problem, std::string_view type) {
  switch (problem.mistake) {
    case DriverMistake::unknown_option:
      return "its options are `type`, `o`, `device` and `size`; what the mount itself understands goes into `o`";
    case DriverMistake::missing_device:
      return type == "tmpfs" ? "write `device: tmpfs`" : "write the `device`: what is mounted";
    case DriverMistake::missing_type:
      return "for a directory of the host write `type: none` and `o: bind`";
    case DriverMistake::no_bind_flag:
      return "write `o: bind`";
    case DriverMistake::blank_in_options:
      return "separate options by commas alone";
    case DriverMistake::nfs_no_address:
      return "write `addr=`, with the server's name or address, into `o`";
    case DriverMistake::nfs_host_name:
      return "write `type: nfs` and `nfsvers=4` in `o`, or the address as a number";
    case DriverMistake::nfs_device:
      return "write `:` in front of the path";
    case DriverMistake::nfs_fstab_word:
      return "remove it";
    case DriverMistake::cifs_port:
      return "write `port=` into `o`";
    case DriverMistake::cifs_credentials:
      return "write `username=` and `password=${CIFS_PASSWORD:?}` into `o`, and set the variable outside of this file";
    case DriverMistake::size_of_mount:
      return type == "tmpfs" ? "write `size=` into `o`" : "remove it";
    default:
      return {};
  }
}

static std::optional<Fix> one_edit(std::string title, Applicability applicability, std::optional<Edit> edit) {
  if (!edit) return std::nullopt;
  return Fix{std::move(title), applicability, {std::move(*edit)}};
}

static std::optional<Fix> fix_of_case(const Volume& volume, const DriverProblem& problem) {
  std::string name = problem.part.shown();
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  if (!problem.part.editable() || driver_option(*volume.definition, name)) return std::nullopt;
  return one_edit(fmt::format("write `{}`", name), Applicability::safe, Edit{problem.part.span(), name});
}

// `type: none` in front of the device of a bind; `o: bind` too if there is no `o`.
static std::optional<Fix> fix_of_type(const Volume& volume, const DriverProblem& problem) {
  const Text* o = driver_option(*volume.definition, "o");
  const std::string_view device = problem.option->value->value();
  if (device.empty() || (device[0] != '/' && device[0] != '.') || device.starts_with("//")) return std::nullopt;
  if (o && o->value() != "bind" && o->value() != "rbind") return std::nullopt;
  const Span first = problem.option->name.span();
  std::optional<Edit> edit = add_line_before(*volume.project, first, "type: none");
  if (!edit) return std::nullopt;
  if (o) return one_edit("write `type: none`", Applicability::safe, std::move(edit));
  std::optional<Edit> second = add_line_before(*volume.project, first, "o: bind");
  edit->replacement += second->replacement;
  return one_edit("write `type: none` and `o: bind`", Applicability::unsafe, std::move(edit));
}

static std::optional<Fix> fix_of_bind_flag(const Volume& volume, const DriverProblem& problem) {
  const Text* o = driver_option(*volume.definition, "o");
  if (!o) {
    const Span first = problem.option->name.span();
    return one_edit("write `o: bind`", Applicability::unsafe, add_line_before(*volume.project, first, "o: bind"));
  }
  if (!o->editable()) return std::nullopt;
  return one_edit("write `bind` into `o`", Applicability::unsafe, Edit{o->span().at_begin(), "bind,"});
}

// With the comma that joins it to its neighbour.
static std::optional<Fix> removal_of_word(const DriverProblem& problem) {
  const std::vector<Text> words = problem.option->value->split(',');
  if (!problem.option->value->editable() || words.size() < 2) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Span span = words[i].span();
    if (span.begin != problem.part.span().begin) continue;
    const Span gap = i == 0 ? Span{span.file, span.begin, words[1].span().begin}
                            : Span{span.file, words[i - 1].span().end, span.end};
    return one_edit(fmt::format("remove `{}`", problem.part.shown()), Applicability::safe, Edit{gap, ""});
  }
  return std::nullopt;
}

// Only the blanks are touched.
static std::optional<Fix> fix_of_blank(const DriverProblem& problem, std::string_view type) {
  const Text inner = problem.part.trimmed();
  if (!problem.part.editable() || inner.empty()) return std::nullopt;
  const Span whole = problem.part.span(), kept = inner.span();
  std::vector<Edit> edits;
  if (whole.begin < kept.begin) edits.push_back({{whole.file, whole.begin, kept.begin}, ""});
  if (kept.end < whole.end) edits.push_back({{whole.file, kept.end, whole.end}, ""});
  return Fix{"remove the blank", is_bind_type(type) ? Applicability::unsafe : Applicability::safe, std::move(edits)};
}

static std::optional<Fix> fix_of(const Volume& volume, const DriverProblem& problem, std::string_view type) {
  switch (problem.mistake) {
    case DriverMistake::wrong_case:
      return fix_of_case(volume, problem);
    case DriverMistake::missing_device:
      if (type != "tmpfs" || problem.option->name.value() != "type") return std::nullopt;
      return one_edit("write `device: tmpfs`", Applicability::safe,
                      add_line_before(*volume.project, problem.option->name.span(), "device: tmpfs"));
    case DriverMistake::missing_type:
      return fix_of_type(volume, problem);
    case DriverMistake::no_bind_flag:
      return fix_of_bind_flag(volume, problem);
    case DriverMistake::blank_in_options:
      return fix_of_blank(problem, type);
    case DriverMistake::nfs_device:
      if (!problem.part.editable() || !problem.part.value().starts_with('/')) return std::nullopt;
      return one_edit("write `:` in front of it", Applicability::safe, Edit{problem.part.span().at_begin(), ":"});
    case DriverMistake::nfs_fstab_word:
      return removal_of_word(problem);
    default:
      return std::nullopt;
  }
}

static void report(const Volume& volume, const DriverProblem& problem, Findings& findings) {
  const std::string_view type = type_of(volume);
  const bool ignored = problem.mistake == DriverMistake::blank_in_options && is_bind_type(type);
  const std::string text = problem_of(problem, type);
  if (text.empty()) return;
  const Place place = place_of(*problem.option, problem.part);
  Draft draft = ignored
                    ? findings.add(place, "{}: volume `{}` is mounted without it", text, volume.name)
                    : findings.add(place, "{}: volume `{}` cannot be used, and {}", text, volume.name, nothing_starts);
  draft.help(help_of(problem, type));
  if (std::optional<Fix> fix = fix_of(volume, problem, type)) draft.fix(std::move(*fix));
}

static void check(const Volume& volume, Findings& findings) {
  if (!volume.definition || uses_podman(*volume.project)) return;
  for (const DriverProblem& problem : volume.driver_problems)
    if (!may_be_completed(volume, problem)) report(volume, problem, findings);
}

extern const Rule local_driver_options;
constinit const Rule local_driver_options{
    .id = "local-driver-options",
    .summary = "an option of a volume that the engine or the kernel refuses",
    .category = Category::syntax,
    .severity = Severity::error,
    .why =
        R"(The engine's own driver, `local`, hands the options of a volume to the kernel. It knows `type`, `o`, `device`
and `size`, in lower case. With a `device` there must be a `type`, and with a `type` or an `o` there must be a `device`.
What it refuses is found when the volume is made; what the kernel refuses, when the first container mounts it
(`invalid argument`, `no such device`). Either way the container does not start, and Compose itself says nothing before.

No mount helper runs, so that a line of `/etc/fstab` may fail as a volume:

- `type: none` is a bind mount only with `bind` in `o`.
- NFS needs `addr=` in `o`, and a `:` in `device`. A name as `addr=` is looked up for `type: nfs`, not for `nfs4`.
  `nofail`, `_netdev` and `defaults` are not known.
- A share (`type: cifs`) is `//server/share`, without a port, and a file of credentials is not read.
- `size` is a quota, for engines whose own directory is on XFS with project quotas. The size of a tmpfs goes into `o`.
- A blank behind a comma is a part of the option, which then is another one.

Volumes of other drivers, values that are not known, and projects for Podman are not reported.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - media:/media
volumes:
  media:
    driver_opts:
      type: nfs
      o: addr=nas.example.com,rw
      device: /export/media
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - media:/media
volumes:
  media:
    driver_opts:
      type: nfs
      o: addr=nas.example.com,rw
      device: ":/export/media"
)",
    .references = {"https://docs.docker.com/reference/cli/docker/volume/create/#opt",
                   "https://docs.docker.com/engine/storage/volumes/#create-a-service-which-creates-an-nfs-volume",
                   "https://github.com/moby/moby/blob/master/daemon/volume/local/local_unix.go",
                   "https://github.com/docker/compose/issues/6343"},
    .check = check,
};

}  // namespace mountlint::rules
