// The 18 instructions: which flags each takes, and how its arguments become a typed node.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "parsers/dockerfile/ast.h"
#include "parsers/dockerfile/flags.h"
#include "parsers/dockerfile/limits.h"

namespace mountlint::dockerfile {

// What reading one instruction needs.
struct Reading {
  char escape;
  TextArena& texts;
  SyntaxErrors& errors;
  bool in_onbuild = false;

  SyntaxError& report(Span span, std::string message) {
    return errors.emplace_back(SyntaxError{span, std::move(message)});
  }
  // False: so much is wrong that nothing more needs to be said.
  bool has_room() const { return errors.size() < most_errors; }
};

// Takes an instruction with keyword, flags and arguments. Broken if the arguments are wrong: then it has reported why.
using Reader = Detail (*)(const Instruction& instruction, Reading& reading);

struct InstructionKind {
  std::string_view keyword;
  Reader read;
  std::span<const FlagRule> flags;
  bool checks_flags = true;  // BuildKit never looks at the flags of ARG and STOPSIGNAL
};

// Null: no such instruction. Letter case does not count.
const InstructionKind* find_instruction(std::string_view keyword);

// A joined line, trimmed -> an instruction. Heredocs are not read yet.
Instruction read_instruction(const Text& line, Reading& reading);

// One per instruction, each in the file of its kind: arguments of build steps, of commands, of variables and the rest.
Detail read_add(const Instruction&, Reading&);
Detail read_arg(const Instruction&, Reading&);
Detail read_cmd(const Instruction&, Reading&);
Detail read_copy(const Instruction&, Reading&);
Detail read_entrypoint(const Instruction&, Reading&);
Detail read_env(const Instruction&, Reading&);
Detail read_expose(const Instruction&, Reading&);
Detail read_from(const Instruction&, Reading&);
Detail read_healthcheck(const Instruction&, Reading&);
Detail read_label(const Instruction&, Reading&);
Detail read_maintainer(const Instruction&, Reading&);
Detail read_onbuild(const Instruction&, Reading&);
Detail read_run(const Instruction&, Reading&);
Detail read_shell(const Instruction&, Reading&);
Detail read_stopsignal(const Instruction&, Reading&);
Detail read_user(const Instruction&, Reading&);
Detail read_volume(const Instruction&, Reading&);
Detail read_workdir(const Instruction&, Reading&);

// Helpers that several readers share. Each reports what is wrong at the keyword.

// `X needs at least one argument`; the result is Broken.
Detail missing_argument(const Instruction& instruction, Reading& reading);
// A JSON array whose elements are all strings. Nothing if it is none, or (with an error) if an element is no string.
struct JsonForm {
  bool is_json = false;
  bool wrong = false;
  List<Text> items;
};
JsonForm read_json_form(const Text& arguments, const Instruction& instruction, Reading& reading);

}  // namespace mountlint::dockerfile
