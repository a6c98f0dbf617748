// What a parser found wrong. Parsers never fail: they give a tree, a list of these, and what is incomplete.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/source.h"

namespace mountlint {

// The rule that claims an error; the engine turns each error into a finding of that rule.
enum class Claim : std::uint8_t {
  dockerfile_syntax,
  compose_syntax,
  invalid_mount_spec,
  undefined_volume,
  duplicate_mount_target,
  build_mount_invalid_option,
  volume_invalid_path,
  volume_invalid_json,
};

// How far BuildKit reads a Dockerfile with this error: it refuses the file as text, an instruction of it, or the build
// of a stage, where variables are known. The first of the lowest layer is the one it reports. Dockerfiles only.
enum class Layer : std::uint8_t { file, instruction, dispatch };

struct SyntaxNote {
  Span span;
  std::string message;
};

struct SyntaxError {
  Span span;            // the narrowest place that is wrong
  std::string message;  // lower case, no full stop, code in backticks
  Claim claim = Claim::dockerfile_syntax;
  std::string help = {};
  // Where only one text can be meant: what to write at `span`.
  std::optional<std::string> replacement = {};
  std::vector<SyntaxNote> notes = {};
  Layer layer = Layer::instruction;
  // Something is missing, which another file may bring that this one is a part of. Compose files only.
  bool lacking = false;
};

using SyntaxErrors = std::vector<SyntaxError>;

}  // namespace mountlint
