// The commands of one RUN, as the build runs them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "linter/model/stage_state.h"
#include "parsers/dockerfile/ast.h"
#include "parsers/known.h"
#include "parsers/shell/script.h"

namespace mountlint {

// A program that is started, with the words that it is given.
struct RunCommand {
  // Wrappers are removed (`sudo`, `env A=b`, `exec`, `sh -c '..'`), and variables whose value is known are replaced.
  // The first word is the program. No words: redirections alone.
  std::vector<shell::Word> words;
  std::vector<shell::Redirection> redirections;
  std::string directory;     // where it runs; absolute, empty if unknown
  bool conditional = false;  // it may be left out
  bool piped = false;        // it reads what the one before it writes
  Span place;

  // Without its directory; empty if it is not known.
  std::string_view program() const;
  // `path` as seen from the directory; clean, empty if any part is unknown.
  std::string resolve(const Text& path) const;
};

// In order; incomplete where a part of the script is not understood. None in stages whose shell is none of POSIX.
// `state` is the one in front of the RUN. What the words need lives in `arena`.
Known<RunCommand> run_commands(const dockerfile::Instruction& run, const StageState& state, TextArena& arena);

}  // namespace mountlint
