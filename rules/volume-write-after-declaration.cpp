// Flags RUN that changes what is a volume already: not every builder keeps the change.
#include <optional>
#include <string_view>
#include <vector>

#include "linter/rule.h"
#include "rules/support/builders.h"
#include "rules/support/image_writes.h"

namespace mountlint::rules {

using Writes = std::vector<const ImageWrite*>;

// Its lines, with their line ending.
static Span lines_of(const dockerfile::Instruction& instruction, std::string_view text) {
  Span lines = instruction.lines;
  if (lines.end < text.size() && text[lines.end] == '\r') ++lines.end;
  if (lines.end < text.size() && text[lines.end] == '\n') ++lines.end;
  return lines;
}

// A comment that stands right above `lines`, or in them, speaks of them and would stay behind.
static bool has_comment(const dockerfile::File& file, Span lines) {
  for (const Comment& comment : file.comments) {
    if (comment.span.begin >= lines.end) break;
    const std::string_view between = comment.span.end <= lines.begin
                                         ? file.source->text({lines.file, comment.span.end, lines.begin})
                                         : std::string_view();
    if (between.size() <= 2) return true;
  }
  return false;
}

static bool is_of(const Stage& stage, const VolumeOperand& operand) {
  for (const VolumeOperand& own : stage.volumes)
    if (&own == &operand) return true;
  return false;
}

// The last change below any path of the same VOLUME: behind it the declaration says the same, to every builder.
static bool is_last(const Writes& writes, std::size_t i) {
  for (std::size_t k = i + 1; k < writes.size(); ++k)
    if (writes[k]->volume->instruction == writes[i]->volume->instruction) return false;
  return true;
}

static std::optional<Fix> move_behind(const Stage& stage, const ImageWrite& write) {
  const dockerfile::File& file = *stage.dockerfile->file;
  const dockerfile::Instruction& declaration = *write.volume->instruction;
  const bool is_plain = declaration.arguments.value().find('$') == std::string_view::npos;
  if (stage.dockerfile->owned || !is_plain || !is_of(stage, *write.volume)) return std::nullopt;
  const std::string_view text = file.source->text();
  const Span from = lines_of(declaration, text), behind = lines_of(*write.instruction, text);
  const bool ends = from.end <= behind.begin && text[from.end - 1] == '\n' && text[behind.end - 1] == '\n';
  if (!ends || has_comment(file, from)) return std::nullopt;
  Fix fix{"move `VOLUME` behind it", Applicability::safe, {}};
  fix.edits.push_back({from, ""});
  fix.edits.push_back({behind.at_end(), std::string(file.source->text(from))});
  return fix;
}

static void check(const Stage& stage, Findings& findings) {
  const Writes writes = writes_with(stage, WriteVerdict::after_declaration);
  if (writes.empty()) return;
  const Severity severity = needs_buildkit(*stage.dockerfile->file) ? Severity::info : Severity::warning;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const ImageWrite& write = *writes[i];
    const bool inside = write.path.size() > write.volume_path.size();
    Draft draft = findings.add(
        write.span,
        "Docker's legacy builder and Buildah before 1.37 throw this change of `{}` away: {} is a volume already",
        inside ? write.path : write.volume_path, inside ? fmt::format("`{}`", write.volume_path) : "it");
    draft.severity(severity)
        .help("move `VOLUME` behind the last `RUN` that writes there")
        .note(write.volume->written.span(), "declared here");
    if (std::optional<Fix> fix = is_last(writes, i) ? move_behind(stage, write) : std::nullopt) draft.fix(*fix);
  }
}

extern const Rule volume_write_after_declaration;
constinit const Rule volume_write_after_declaration{
    .id = "volume-write-after-declaration",
    .summary = "a `RUN` changes what a `VOLUME` has declared before it",
    .category = Category::volume_instruction,
    .severity = Severity::warning,
    .why =
        R"(The legacy builder of Docker (the default before Docker 23, and still used with `DOCKER_BUILDKIT=0` and by
tools that talk to the classic build API) and Buildah before 1.37 (with it Podman before 5.2) mount an unnamed volume at
each declared path while they run a command, and throw that volume away afterwards. Files that `RUN` makes there, and
owners and modes that it sets, are not in the image, and nothing says so. BuildKit keeps them.

Files that `COPY` and `ADD` bring are kept by all builders.

`VOLUME` has the same effect wherever it stands in a stage: behind the last `RUN` that writes below it is the place
where every builder gives the same image. In a Dockerfile that only BuildKit can read (`# syntax=`, heredocs,
`RUN --mount`) this is information.)",
    .bad = R"(FROM alpine:3
VOLUME /data
RUN chown nobody /data
)",
    .good = R"(FROM alpine:3
RUN mkdir /data && chown nobody /data
VOLUME /data
)",
    .references = {"https://docs.docker.com/reference/dockerfile/#notes-about-specifying-volumes",
                   "https://github.com/moby/moby/issues/15337", "https://github.com/containers/buildah/issues/4247"},
    .check = check,
};

}  // namespace mountlint::rules
