// What BuildKit makes of a --mount when the instruction runs: where it lies, what it is called, and what it refuses
// then (dockerfile2llb/convert_runmount.go, convert_secrets.go, convert_ssh.go). Secrets and ssh sockets are not joined
// to the working directory, and an absolute target is compared as written: `//` passes.
#include <fmt/format.h>

#include "parsers/dockerfile/mount_options.h"
#include "parsers/filesystem.h"

namespace mountlint::dockerfile {

namespace {

bool is_absolute(std::string_view path) { return path.starts_with('/'); }

// Go's path.Base.
std::string base_of(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  if (path.empty()) return ".";
  return path == "/" ? "/" : std::string(path.substr(path.rfind('/') + 1));
}

bool is_filled(const MountValue& value) { return value.given() && !value.text.empty(); }

std::optional<std::string> known_text(const MountValue& value) {
  const auto text = value.known();
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<std::string> secret_id(const MountOptions& options) {
  if (!options.source.known() || !options.id.known()) return std::nullopt;
  if (is_filled(options.source)) return known_text(options.source);
  if (is_filled(options.id)) return known_text(options.id);
  const auto target = options.target.known();
  return target ? std::optional(base_of(*target)) : std::nullopt;
}

// Not cleaned where it is absolute.
std::string joined_target(const MountOptions& options, std::string_view working_dir) {
  const auto target = options.target.known();
  if (!target) return {};
  if (is_absolute(*target)) return std::string(*target);
  return working_dir.empty() ? std::string() : clean_path(fmt::format("/{}/{}", working_dir, *target));
}

std::string secret_target(const MountOptions& options) {
  const auto target = options.target.known();
  if (!target || !target->empty()) return std::string(target.value_or(""));
  if (options.env.given()) return {};
  const auto id = secret_id(options);
  return id ? "/run/secrets/" + base_of(*id) : std::string();
}

SyntaxError& report(Span span, std::string message, SyntaxErrors& errors) {
  SyntaxError& error = errors.emplace_back(SyntaxError{span, std::move(message), Claim::build_mount_invalid_option});
  error.layer = Layer::dispatch;
  return error;
}

void check_target(const MountOptions& options, std::string_view working_dir, SyntaxErrors& errors) {
  if (joined_target(options, working_dir) != "/") return;
  const bool written = options.target.field && options.target.field->value && !options.target.field->value->empty();
  const Span span = written ? options.target.field->value->span() : options.flag->span;
  SyntaxError& error = report(span, "a mount cannot take the place of `/`", errors);
  if (!written) error.help = "give it a `target`: without one it lies over the working directory";
}

// `C:/x`, or `/x`, which is on the system drive.
bool is_windows_path(std::string_view path) {
  if (is_absolute(path)) return true;
  return path.size() > 2 && path[1] == ':' && path[2] == '/';
}

void check_windows_secret(const MountOptions& options, SyntaxErrors& errors) {
  const auto target = options.target.known();
  if (!target) return;
  if (target->empty() && options.env.given()) return;
  if (is_windows_path(*target)) return;
  const Span span = target->empty() ? options.flag->span : options.target.span();
  report(span, "a secret needs a `target` with its drive in a Windows stage", errors).help =
      "write a full path with forward slashes, such as `target=C:/secrets/token`";
}

}  // namespace

std::optional<std::string> effective_id(const MountOptions& options) {
  if (options.is(RunMountType::secret)) return secret_id(options);
  if (!options.is(RunMountType::cache) && !options.is(RunMountType::ssh)) return std::nullopt;
  if (!options.id.known() || is_filled(options.id)) return known_text(options.id);
  if (options.is(RunMountType::ssh)) return "default";
  const auto target = options.target.known();
  return target ? std::optional(clean_path(*target)) : std::nullopt;
}

std::string effective_target(const MountOptions& options, std::string_view working_dir) {
  if (!options.type.value) return {};
  if (options.is(RunMountType::secret)) return secret_target(options);
  if (options.is(RunMountType::ssh)) return std::string(options.target.known().value_or(""));
  return joined_target(options, working_dir);
}

void check_mount_in_stage(const MountOptions& options, const MountStage& stage, SyntaxErrors& errors) {
  if (!options.complete || !options.type.value) return;
  if (options.is(RunMountType::ssh)) {
    if (!options.source.certainly_filled()) return;
    report(options.source.field->key.span(), "`source` does not work with `type=ssh`", errors);
    return;
  }
  if (!options.is(RunMountType::secret)) return check_target(options, stage.working_dir, errors);
  if (stage.windows) check_windows_secret(options, errors);
}

std::string octal_text(std::uint32_t mode) { return fmt::format("0{:o}", mode); }

}  // namespace mountlint::dockerfile
