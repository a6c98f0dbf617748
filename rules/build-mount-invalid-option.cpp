// Flags options of `RUN --mount` that have no effect. What BuildKit refuses comes from the parser and from the stage
// where the RUN stands, and becomes a finding of this rule, too.
#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "rules/support/build_options.h"

namespace mountlint::rules {

using dockerfile::MountField;
using dockerfile::MountOptions;
using dockerfile::MountValue;
using dockerfile::RunMountType;

// One option without effect, and why.
static void report(const Mount& mount, const MountField& field, const std::string& why, Findings& findings) {
  Draft draft = findings.add(span_of(field), "`{}` has no effect: {}", field.key.shown(), why);
  draft.help("leave it out");
  if (std::optional<Edit> edit = removal(*mount.flag, field))
    draft.fix({fmt::format("remove `{}`", field.key.shown()), Applicability::safe, {std::move(*edit)}});
}

static std::string only_for(std::string_view what, const MountOptions& options) {
  return fmt::format("{}, and this is `type={}`", what, dockerfile::name_of(*options.type.value));
}

static void check_env(const Mount& mount, const MountOptions& options, Findings& findings) {
  if (!options.env.given() || options.is(RunMountType::secret)) return;
  report(mount, *options.env.field, only_for("only a secret becomes a variable", options), findings);
}

static void check_id(const Mount& mount, const MountOptions& options, Findings& findings) {
  if (!options.id.given() || (!options.is(RunMountType::bind) && !options.is(RunMountType::tmpfs))) return;
  report(mount, *options.id.field, only_for("an id names a cache, a secret or an ssh agent", options), findings);
}

// A tmpfs begins empty, and a key of ssh comes from the client.
static void check_origin(const Mount& mount, const MountOptions& options, Findings& findings) {
  const bool tmpfs = options.is(RunMountType::tmpfs);
  if (tmpfs && options.source.given()) report(mount, *options.source.field, "a tmpfs begins empty", findings);
  if (tmpfs && options.from.given()) report(mount, *options.from.field, "a tmpfs begins empty", findings);
  if (options.is(RunMountType::ssh) && options.from.certainly_filled())
    report(mount, *options.from.field, "an ssh agent is that of the client", findings);
}

// The path inside `from` that is mounted; `/` and the like are all of it.
static bool has_inner_source(const MountOptions& options) {
  const std::optional<std::string_view> source = options.source.known();
  if (!source) return false;
  return clean_path("/" + std::string(*source)) != "/";
}

// Why nobody looks at the owner and the mode; empty if somebody does, or may.
static std::string_view reason_without_owner(const MountOptions& options) {
  if (options.is(RunMountType::cache) && has_inner_source(options))
    return "a cache that begins with the files of `source` keeps their owners and modes";
  const bool variable_alone =
      options.is(RunMountType::secret) && options.env.given() && options.target.certainly_empty();
  return variable_alone ? "with `env` and without `target` there is no file" : std::string_view();
}

static void check_owner(const Mount& mount, const MountOptions& options, Findings& findings) {
  const std::string_view reason = reason_without_owner(options);
  if (reason.empty()) return;
  const MountValue* owners[] = {&options.mode, &options.uid, &options.gid};
  for (const MountValue* owner : owners)
    if (owner->given()) report(mount, *owner->field, std::string(reason), findings);
}

// Secrets and ssh sockets are what they are.
static void check_access(const Mount& mount, const MountOptions& options, Findings& findings) {
  const bool fixed = options.is(RunMountType::secret) || options.is(RunMountType::ssh);
  if (!fixed || options.read_only.value != false) return;
  report(mount, *options.read_only.field, "nothing that a command writes there is kept", findings);
}

// The key without its aliases.
static std::string_view option_named(std::string_view key) {
  if (key == "src") return "source";
  if (key == "dst" || key == "destination") return "target";
  const bool access = key == "ro" || key == "rw" || key == "readwrite";
  return access ? "readonly" : key;
}

static std::string lower(std::string_view key) {
  std::string out(key);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

static const MountField* last_of_option(const Mount& mount, const MountField& field) {
  const std::string wanted(option_named(lower(field.key.value())));
  const auto& fields = mount.flag->fields;
  const auto same = [&](const MountField& each) { return option_named(lower(each.key.value())) == wanted; };
  const auto found = std::find_if(fields.rbegin(), fields.rend(), same);
  return found == fields.rend() || &*found == &field ? nullptr : &*found;
}

// The last one wins. An early type decides which options may follow it, so that it is not cut out.
static void check_overridden(const Mount& mount, const MountField& field, Findings& findings) {
  const MountField* winner = last_of_option(mount, field);
  if (!winner) return;
  Draft draft =
      findings.add(span_of(field), "`{}` has no effect: the later `{}` wins", field.key.shown(), winner->key.shown());
  draft.help("leave it out").note(span_of(*winner), "this one counts");
  if (lower(field.key.value()) == "type") return;
  if (std::optional<Edit> edit = removal(*mount.flag, field))
    draft.fix({fmt::format("remove `{}`", field.key.shown()), Applicability::safe, {std::move(*edit)}});
}

static bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// COPY --from takes the number of a stage, a mount does not.
static void check_number(const MountOptions& options, Findings& findings) {
  const std::optional<std::string_view> from = options.from.known();
  if (!from || !is_number(*from) || options.is(RunMountType::tmpfs) || options.is(RunMountType::ssh)) return;
  findings
      .add(options.from.span(), "`from={}` names an image `{}`: a mount does not know stages by number", *from, *from)
      .help("give the stage a name with `AS`, and write that name");
}

static void check(const Mount& mount, Findings& findings) {
  if (mount.origin != MountOrigin::run_mount || !mount.build_options || has_foreign_frontend(*mount.stage)) return;
  const MountOptions& options = *mount.build_options;
  if (!options.complete || !options.type.value) return;
  for (const MountField* field : options.overridden) check_overridden(mount, *field, findings);
  check_env(mount, options, findings);
  check_id(mount, options, findings);
  check_origin(mount, options, findings);
  check_owner(mount, options, findings);
  check_access(mount, options, findings);
  check_number(options, findings);
}

extern const Rule build_mount_invalid_option;
constinit const Rule build_mount_invalid_option{
    .id = "build-mount-invalid-option",
    .summary = "an option of `RUN --mount` is refused, or has no effect",
    .category = Category::build_mount,
    .severity = Severity::error,
    .why =
        R"(BuildKit refuses many options of `--mount`, and the build stops: unknown keys and types, an empty field behind
a comma, `mode`, `uid` and `gid` for bind and tmpfs, `size` for anything but tmpfs, `sharing` for anything but a cache,
`required` or `size` in front of `type=`, a variable in `from`, the target `/`, `id` together with `source` for a secret.

Others it takes and ignores, so that the mount is not what it seems:

- `env` for anything but a secret, `id` for bind and tmpfs, `source` and `from` for tmpfs;
- `mode`, `uid` and `gid` of a cache with `source`: the files keep the owner that they have in `source`;
- of an option that is given twice all but the last;
- `from=0` is no stage but an image named `0`.

Values that depend on a variable without a known value are not judged.)",
    .bad = R"(FROM alpine:3
RUN --mount=type=tmpfs,target=/t,uid=1000 true
)",
    .good = R"(FROM alpine:3
RUN --mount=type=tmpfs,target=/t,size=64m true
)",
    .references = {"https://docs.docker.com/reference/dockerfile/#run---mount"},
    .check = check,
};

}  // namespace mountlint::rules
