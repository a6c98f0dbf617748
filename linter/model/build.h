// A Dockerfile as one container builds it: stage, target, args, context.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/image.h"
#include "linter/model/mount.h"
#include "parsers/dockerfile/ast.h"
#include "parsers/known.h"

namespace mountlint {

struct Build;
struct Dockerfile;
struct Project;

// What is wrong with one operand of VOLUME: one verdict each.
enum class OperandVerdict : std::uint8_t {
  good,
  unknown,
  invalid_json,     // volume-invalid-json: the argument begins with `[` and is no JSON
  invalid_path,     // volume-invalid-path
  system_path,      // volume-unsuitable-path, error
  scratch_path,     // volume-unsuitable-path, info
};

enum class PathMistake : std::uint8_t { none, empty, relative, host_part, comma, comment, unset_variable };

struct VolumeOperand {
  const dockerfile::Instruction* instruction = nullptr;
  Text written;           // as it stands in the instruction (a JSON element, or a word)
  Text value;             // expanded
  std::string path;       // clean and absolute; empty if unknown or wrong
  OperandVerdict verdict = OperandVerdict::unknown;
  PathMistake mistake = PathMistake::none;
};

// One `ENV` variable that the image has in the end.
struct EnvironmentVariable {
  std::string name;
  Text value;
};

// A stage of a Dockerfile, with what it declares. Values that depend on build args are those of the first Build
// of it (the default Build, if nobody links the Dockerfile).
struct Stage {
  const Dockerfile* dockerfile = nullptr;
  const dockerfile::Stage* syntax = nullptr;
  Place place;                              // its FROM
  const Stage* base = nullptr;              // FROM an earlier stage
  Text base_image;                          // FROM, expanded
  std::optional<ImageReference> image;      // FROM an image whose name is known; `scratch` included
  bool windows = false;                     // FROM --platform=windows/..
  bool onbuild_volumes = false;
  std::vector<VolumeOperand> volumes;       // of its own VOLUME instructions, in order
  Known<Mount> mounts;                      // RUN --mount
  std::vector<const Build*> builds;         // over all projects; at least the default one if it is a target
  bool shipped() const { return !builds.empty(); }
};

struct Build {
  const Dockerfile* dockerfile = nullptr;
  const Stage* stage = nullptr;             // the target
  const Container* container = nullptr;     // null: the default Build of a Dockerfile that nobody links
  std::string context;                      // clean directory; empty if unknown
  std::vector<const Stage*> chain;          // from the first stage to the target
  std::optional<ImageReference> base_image; // FROM of the first stage of the chain, if it is known
  Known<EnvironmentVariable> environment;   // ENV of the whole chain, last one wins; incomplete if a key is unknown
  std::optional<dockerfile::Command> command, entrypoint;   // the last of the chain; null: from the base image
  std::vector<const VolumeOperand*> volumes; // of the whole chain
};

// A Dockerfile, once, whoever links it.
struct Dockerfile {
  const dockerfile::File* file = nullptr;
  std::unique_ptr<dockerfile::File> owned;              // for dockerfile_inline
  std::string path;                                     // of the file it stands in
  bool named = false;                                   // given or found; false: read as context only
  std::vector<std::unique_ptr<Stage>> stages;
  std::vector<std::unique_ptr<Build>> builds;
  std::unique_ptr<TextArena> texts;                     // expanded values
  SyntaxErrors errors;                                  // expansion
};

}  // namespace mountlint
