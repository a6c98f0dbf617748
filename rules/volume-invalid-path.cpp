// Flags operands of VOLUME that are no absolute path in the image.
#include <optional>

#include "linter/rule.h"
#include "rules/support/volume_operands.h"

namespace mountlint::rules {

// The WORKDIR that holds at `operand`, if its own stage says so in plain words.
static std::optional<std::string> workdir_before(const Stage& stage, const VolumeOperand& operand) {
  std::optional<std::string> directory;
  const dockerfile::File& file = *stage.dockerfile->file;
  for (std::uint32_t i = stage.syntax->first; i < stage.syntax->last; ++i) {
    if (&file.instructions[i] == operand.instruction) break;
    const dockerfile::Workdir* workdir = file.instructions[i].as<dockerfile::Workdir>();
    if (!workdir) continue;
    const std::string_view path = workdir->path.value();
    const bool plain = workdir->path.is_known() && path.find_first_of("$'\"\\ ") == std::string_view::npos;
    if (!plain) return std::nullopt;
    directory = path.starts_with("/") ? clean_path(path) : directory ? join_path(*directory, path) : directory;
  }
  return directory;
}

// What was probably meant by the operand.
static std::optional<std::string> meant_by(const Stage& stage, const VolumeOperand& operand) {
  const std::string_view text = operand.written.value();
  if (operand.mistake == PathMistake::host_part) {
    const std::size_t colon = text.rfind(":/");
    return colon == std::string_view::npos ? std::nullopt : std::optional(std::string(text.substr(colon + 1)));
  }
  if (operand.mistake == PathMistake::relative && text.find_first_of("$'\"\\:~") == std::string_view::npos) {
    const std::optional<std::string> directory = workdir_before(stage, operand);
    return directory ? std::optional(join_path(*directory, text)) : std::nullopt;
  }
  return std::nullopt;
}

static std::string message_of(const VolumeOperand& operand) {
  const std::string written = operand.written.shown(), value = operand.value.shown();
  switch (operand.mistake) {
    case PathMistake::empty:
      return "a `VOLUME` with an empty path stops the build";
    case PathMistake::relative:
      return fmt::format("`{}` is no absolute path, so the container does not start", value);
    case PathMistake::host_part:
      return fmt::format(
          "`{}` is one path inside the image: nothing is kept at the path that was meant, and a host "
          "directory cannot be chosen here",
          value);
    case PathMistake::comma:
      return fmt::format("`{}` is one path with a comma in it: nothing is kept at the paths that were meant", value);
    case PathMistake::comment:
      return "there are no comments behind an instruction: each of these words is declared as a volume";
    case PathMistake::unset_variable:
      if (value.empty()) return fmt::format("nothing sets `{}`: the path is empty, and the build stops", written);
      return fmt::format("nothing sets the variable in `{}`: the volume is at `{}`", written, value);
    case PathMistake::none:
      break;
  }
  return fmt::format("`{}` is no absolute path in the image", value);
}

static std::string_view help_of(PathMistake mistake) {
  switch (mistake) {
    case PathMistake::host_part:
      return "declare the path in the container only; the host's part belongs in `volumes` of the compose file or in "
             "`docker run -v`";
    case PathMistake::comma:
      return "separate paths by blanks";
    case PathMistake::comment:
      return "put the comment on a line of its own";
    case PathMistake::unset_variable:
      return "set it by `ENV` or `ARG` in this stage";
    default:
      return "write a path that begins with `/`";
  }
}

static void report(const Stage& stage, const VolumeOperand& operand, Span span, Findings& findings) {
  Draft draft = findings.add(span, "{}", message_of(operand));
  draft.help(std::string(help_of(operand.mistake)));
  if (operand.mistake == PathMistake::unset_variable)
    if (const std::string_view name = variable_meant(stage, operand); !name.empty())
      draft.help(fmt::format("did you mean `${}`?", name));
  const std::optional<std::string> path = meant_by(stage, operand);
  if (!path || !operand.written.editable()) return;
  draft.fix({fmt::format("declare `{}`", *path), Applicability::unsafe, {Edit{operand.written.span(), *path}}});
}

// A trailing comment is one mistake, however many words it has.
static void check_instruction(const Stage& stage, const std::vector<const VolumeOperand*>& operands,
                              Findings& findings) {
  for (const VolumeOperand* operand : operands) {
    if (operand->verdict != OperandVerdict::invalid_path) continue;
    if (operand->written.trimmed().empty()) continue;  // the parser has said it
    const bool comment = operand->mistake == PathMistake::comment;
    const Span span = operand->written.span();
    report(stage, *operand, comment ? span.to(operands.back()->written.span()) : span, findings);
    if (comment) return;
  }
}

static void check(const Stage& stage, Findings& findings) {
  if (!stage.dockerfile || !stage.syntax) return;
  for (const auto& operands : by_instruction(stage)) check_instruction(stage, operands, findings);
}

extern const Rule volume_invalid_path;
constinit const Rule volume_invalid_path{
    .id = "volume-invalid-path",
    .summary = "a `VOLUME` operand is no absolute path in the image",
    .category = Category::volume_instruction,
    .severity = Severity::error,
    .why =
        R"(`VOLUME` takes paths inside the image, and the builder checks nothing: whatever is written becomes the path
of a volume. Then

- a relative path stops the container from starting ("mount destination is not absolute");
- `./data:/data` is one path with a colon in it: a `VOLUME` cannot choose a directory of the host;
- `/a,/b` is one path with a comma in it;
- `VOLUME /data # note` declares `/data`, `#` and `note`;
- a variable that nothing sets is empty, and the build stops.

Nothing is stored where it was meant to be.)",
    .bad = R"(FROM alpine:3
VOLUME ./data:/data
)",
    .good = R"(FROM alpine:3
VOLUME /data
)",
    .references = {"https://docs.docker.com/reference/dockerfile/#notes-about-specifying-volumes"},
    .check = check,
};

}  // namespace mountlint::rules
