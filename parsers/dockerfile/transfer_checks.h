// What ADD and COPY may bring into an image.
#pragma once

#include <optional>
#include <vector>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// One ADD or COPY with its words expanded.
struct Transfer {
  bool add = false;                 // else COPY
  std::vector<Text> sources;        // without heredocs
  std::vector<Text> heredocs = {};  // the names of its heredocs
  Text destination;
  std::optional<Text> chown = {}, chmod = {}, checksum = {};
  bool link = false;
  std::optional<bool> keep_git_dir = {};  // ADD --keep-git-dir
  bool windows = false;                   // the platform of the stage
};

// The flags of an ADD or COPY that are never expanded: `add`, `link` and `keep_git_dir` of a Transfer. The rest is
// empty.
Transfer make_transfer(const Instruction& instruction);

// At most one error: the one that BuildKit reports.
void check_transfer(const Transfer& transfer, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
