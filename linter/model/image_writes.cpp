// COPY and ADD put several sources, and everything where the destination ends in a slash, into a directory (BuildKit,
// dispatchCopy); a source that is a directory gives its contents. Which of the two a source is stands in no Dockerfile,
// so that only a heredoc has a known name there.
#include "linter/model/image_writes.h"

#include <algorithm>

#include "linter/model/command_writes.h"
#include "linter/model/run_commands.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool is_url(std::string_view source) {
  return source.find("://") != std::string_view::npos || source.starts_with("git@");
}

// The absolute path of a destination; nothing if it is not known.
std::string destination_path(const Text& destination, const StageState& state) {
  const std::optional<std::string_view> known = destination.known();
  return known && !known->empty() ? state.resolve(destination) : std::string();
}

template <class Syntax>
void add_copies(const dockerfile::Instruction& instruction, const Syntax& syntax, bool from_stage, StageState& state,
                Stage& stage) {
  const Text destination = state.expand(syntax.destination);
  const std::string path = destination_path(destination, state);
  stage.writes.complete &= !path.empty();
  if (path.empty()) return;
  const std::string_view given = destination.value();
  const bool into = syntax.sources.items.size() + instruction.heredocs.size() > 1 || given.ends_with('/') ||
                    given == "." || given.ends_with("/.");
  const auto add = [&](std::string name, bool into_directory) -> ImageWrite& {
    stage.writes.push_back({&instruction, WriteKind::copy, syntax.destination.span(), std::move(name)});
    stage.writes.items.back().into = into_directory;
    return stage.writes.items.back();
  };
  for (const Text& source : syntax.sources.items) {
    ImageWrite& write = add(path, into);
    write.from_context = !from_stage && !is_url(source.value());
    if (write.from_context) write.origin = source.value();
  }
  for (const dockerfile::Heredoc& heredoc : instruction.heredocs)
    add(into ? join_path(path, heredoc.name.value()) : path, false);
}

// What the mounts of one RUN hide from the image.
struct Hidden {
  std::vector<const Mount*> mounts;
  bool known = true;

  bool covers(std::string_view path) const {
    return std::ranges::any_of(mounts, [&](const Mount* mount) { return mount->covers(path); });
  }
};

Hidden mounts_of(const dockerfile::Instruction& run, const Stage& stage) {
  Hidden out;
  for (auto mount = stage.mounts.items.rbegin(); mount != stage.mounts.items.rend(); ++mount) {
    if (mount->instruction != &run) break;
    out.mounts.push_back(&*mount);
    out.known &= !mount->target_path.empty();
  }
  return out;
}

void add_run(const dockerfile::Instruction& instruction, StageState& state, Stage& stage) {
  const Hidden hidden = mounts_of(instruction, stage);
  TextArena arena;
  const Known<RunCommand> commands = run_commands(instruction, state, arena);
  stage.writes.complete &= commands.complete && hidden.known;
  if (!hidden.known) return;
  const auto add = [&](ImageWrite write) {
    if (hidden.covers(write.path)) return;
    write.instruction = &instruction;
    stage.writes.push_back(std::move(write));
  };
  for (const RunCommand& command : commands) {
    if (std::optional<ImageWrite> database = database_write(command)) add(std::move(*database));
    Known<ImageWrite> writes = writes_of(command);
    stage.writes.complete &= writes.complete;
    for (ImageWrite& write : writes) add(std::move(write));
  }
}

}  // namespace

void add_image_writes(const dockerfile::Instruction& instruction, StageState& state, Stage& stage) {
  if (stage.windows) {
    stage.writes.complete = false;
  } else if (const auto* copy = instruction.as<dockerfile::Copy>()) {
    add_copies(instruction, *copy, copy->from.has_value(), state, stage);
  } else if (const auto* add = instruction.as<dockerfile::Add>()) {
    add_copies(instruction, *add, false, state, stage);
  } else if (instruction.as<dockerfile::Run>()) {
    add_run(instruction, state, stage);
  } else if (instruction.as<dockerfile::Broken>()) {
    stage.writes.complete = false;
  }
}

}  // namespace mountlint
