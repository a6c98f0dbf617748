// What is wrong with an operand of VOLUME. BuildKit takes any text for a path: it neither knows comments behind an
// instruction nor host directories, and what is no JSON it splits at blanks. Only what is certain is said: a part that
// is not known stays unknown, paths of Windows are left alone.
#include "linter/model/volume_operands.h"

#include <algorithm>
#include <cctype>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

// `C:\data`, `C:/data`, and `C:data` where the backslash was taken for an escape.
bool is_drive_path(std::string_view path) {
  return path.size() >= 2 && std::isalpha(static_cast<unsigned char>(path[0])) != 0 && path[1] == ':';
}

// `/h:/c`, `./data:/data`, `name:/c`, and `/data:ro` as it is written for `docker run -v`.
bool has_host_part(std::string_view path) {
  const std::size_t colon = path.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view rest = path.substr(colon + 1);
  constexpr std::string_view options[] = {"ro", "rw", "z", "Z"};
  return rest.starts_with('/') || std::ranges::count(options, rest) > 0;
}

PathMistake mistake_of(const Text& value, bool uses_unset) {
  const std::string_view path = value.value();
  if (uses_unset) return PathMistake::unset_variable;
  if (path.empty()) return PathMistake::empty;
  if (has_host_part(path)) return PathMistake::host_part;
  if (path.find(',') != std::string_view::npos) return PathMistake::comma;
  const bool relative = path[0] != '/' && path[0] != unknown_character;
  return relative ? PathMistake::relative : PathMistake::none;
}

bool is_system_path(std::string_view path) {
  constexpr std::string_view paths[] = {"/",       "/bin", "/sbin",    "/lib",     "/lib32",    "/lib64",
                                        "/libx32", "/usr", "/usr/bin", "/usr/lib", "/usr/sbin", "/etc",
                                        "/proc",   "/sys", "/dev",     "/boot",    "/usr/local"};
  return std::ranges::count(paths, path) > 0;
}

// Paths for throw-away files; the last one is what systemd in a container asks for.
bool is_scratch_path(std::string_view path) {
  constexpr std::string_view paths[] = {"/tmp",       "/var/tmp", "/run",          "/var/run",
                                        "/var/cache", "/root",    "/sys/fs/cgroup"};
  return std::ranges::count(paths, path) > 0;
}

OperandVerdict path_verdict(std::string_view path) {
  if (is_system_path(path)) return OperandVerdict::system_path;
  return is_scratch_path(path) ? OperandVerdict::scratch_path : OperandVerdict::good;
}

void judge(VolumeOperand& operand, bool uses_unset, bool windows) {
  const std::optional<std::string_view> known = operand.value.known();
  if (windows || is_drive_path(operand.value.value())) {
    operand.verdict = windows && known && !known->empty() ? OperandVerdict::good : OperandVerdict::unknown;
    return;
  }
  operand.mistake = mistake_of(operand.value, uses_unset);
  if (operand.mistake != PathMistake::none) {
    operand.verdict = OperandVerdict::invalid_path;
  } else if (known) {
    operand.path = clean_path(*known);
    operand.verdict = path_verdict(operand.path);
  }
}

// True if `# syntax=` names another frontend than Docker's, whose rules are not ours.
bool has_foreign_syntax(const dockerfile::File& file) {
  for (const dockerfile::Directive& directive : file.directives) {
    const bool is_syntax = directive.name.value() == "syntax";
    const bool is_docker = directive.value.value().find("docker/dockerfile") != std::string_view::npos;
    if (is_syntax && !is_docker) return true;
  }
  return false;
}

struct Declaration {
  const dockerfile::Volume* volume = nullptr;
  const dockerfile::Instruction* instruction = nullptr;
  bool onbuild = false;
};

Declaration declaration_in(const dockerfile::Instruction& instruction) {
  if (const auto* volume = instruction.as<dockerfile::Volume>()) return {volume, &instruction, false};
  const auto* onbuild = instruction.as<dockerfile::Onbuild>();
  if (!onbuild || !onbuild->trigger) return {};
  return {onbuild->trigger->as<dockerfile::Volume>(), onbuild->trigger.get(), true};
}

// A trigger is expanded where it takes effect: here its variables say nothing.
VolumeOperand expanded(const Text& word, const Declaration& declaration, const VolumePlace& place, StageState& state) {
  VolumeOperand operand{declaration.instruction, declaration.onbuild, word};
  bool uses_unset = false;
  if (declaration.onbuild && word.value().find('$') != std::string_view::npos) return operand;
  operand.value = state.expand(word, uses_unset);
  judge(operand, uses_unset, place.windows);
  return operand;
}

}  // namespace

std::vector<VolumeOperand> volume_operands(const VolumePlace& place, StageState& state) {
  std::vector<VolumeOperand> out;
  const Declaration declaration = declaration_in(place.instruction);
  if (!declaration.volume) return out;
  const bool broken_json =
      !declaration.volume->paths.json && declaration.instruction->arguments.trimmed().value().starts_with('[');
  bool in_comment = false;
  for (const Text& word : declaration.volume->paths.items) {
    in_comment |= !declaration.volume->paths.json && word.value().starts_with('#');
    const bool literal = broken_json || in_comment;
    VolumeOperand operand = literal ? VolumeOperand{declaration.instruction, declaration.onbuild, word, word}
                                    : expanded(word, declaration, place, state);
    if (in_comment) operand.mistake = PathMistake::comment, operand.verdict = OperandVerdict::invalid_path;
    if (broken_json)
      operand.verdict = has_foreign_syntax(place.file) ? OperandVerdict::unknown : OperandVerdict::invalid_json;
    out.push_back(std::move(operand));
  }
  return out;
}

}  // namespace mountlint
