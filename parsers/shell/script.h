// A script for a POSIX shell, as the simple commands it consists of, with exact places.
//
// Nothing is run and nothing is looked up: a variable, a substitution or a pattern is an unknown part of its word. The
// structure around a command (subshells, conditions, loops) is kept as far as it says whether and where it runs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parsers/text.h"

namespace mountlint::shell {

// `$NAME` or `${NAME}`: the unknown character at `at` of the word's text stands for it. `~` at the begin of a word is
// the variable HOME.
struct VariableUse {
  std::uint32_t at = 0;
  std::string_view name;
  bool quoted = false;
};

struct Word {
  Text text;             // quotes and escapes removed; `$X`, `$(..)`, `*` and the like are unknown parts
  Text written;          // as it stands
  bool quoted = false;   // a part of it is in quotes, or escaped: it is no reserved word
  bool pattern = false;  // it holds `*`, `?`, `[` or a brace: it stands for the files that match
  bool splits = false;   // a part without quotes is unknown: it may be several words, or none
  std::vector<VariableUse> variables = {};

  std::string_view value() const { return text.value(); }
};

enum class Direction : std::uint8_t { read, write, append, read_write, duplicate, here_document, here_string };

struct Redirection {
  Direction direction = Direction::read;
  int descriptor = -1;  // in front of the operator; -1: none
  Span place;           // of the operator
  Word target = {};     // here_document: its delimiter
  Text body = {};       // here_document: without the delimiter; leading tabs are not removed
};

// How a command is joined to the one before it.
enum class Join : std::uint8_t { sequence, on_success, on_failure, pipe, background };

// A part of the script with a state of its own.
enum class ScopeKind : std::uint8_t {
  script,
  subshell,     // `( )`: its directory and variables end with it
  conditional,  // the body of `if`, `case` or a loop: it may be left out
  function,     // a definition: its body runs elsewhere
};

struct Scope {
  ScopeKind kind = ScopeKind::script;
  std::uint32_t parent = 0;  // in Script::scopes; the script is its own parent
};

// A simple command. Words in front of a compound command (`for x in a b`, `case $x in`, `[[ .. ]]`) are one, too, with
// the reserved word as the first; redirections behind one are a command without words.
struct Command {
  std::vector<Word> assignments;  // `NAME=value` in front
  std::vector<Word> words;
  std::vector<Redirection> redirections;
  Join join = Join::sequence;
  std::uint32_t scope = 0;   // in Script::scopes
  bool conditional = false;  // it may be left out: a conditional scope, `||`, or behind a test
  Span place;                // from the first word to the last
};

struct Script {
  std::vector<Command> commands;  // in order
  std::vector<Scope> scopes;      // the first one is the script
  bool complete = true;           // false: the rest, from `opaque_at`, is not understood
  Text opaque_at;
};

// Reads any text in linear time; what lives in `arena` are the words. `bodies` are those of here-documents that stand
// outside of the text, in order: the heredocs of a RUN. Others are read from the lines of the text.
Script parse_script(const Text& text, TextArena& arena, std::span<const Text> bodies = {});

// The name of an assignment (`NAME=value`, `NAME+=value`), or nothing.
std::string_view assigned_name(std::string_view word);

}  // namespace mountlint::shell
