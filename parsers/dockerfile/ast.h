// A Dockerfile as BuildKit reads it (docs of the language: BuildKit frontend/dockerfile/{parser,instructions}),
// with an exact place for every word, flag, mount key and mount value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parsers/comment.h"
#include "parsers/known.h"
#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// `--name=value`; a flag without `=` has no value. Quotes and escapes are removed from both.
struct Flag {
  Text name;  // without the dashes
  std::optional<Text> value;
  Span span;  // with the dashes
};

// `# syntax=..`, `# escape=..`, `# check=..` at the top of the file.
struct Directive {
  Text name;  // as written
  Text value;
};

// A heredoc of RUN, COPY or ADD.
struct Heredoc {
  Text name;           // without quotes, as written after `<<`
  Text content;        // the body, without the terminator; `<<-` has its tabs removed
  bool expand = true;  // false: a quote in the name
  bool chomp = false;  // `<<-`
  std::uint64_t fd = 0;
};

// One `key=value` field of --mount. A bare key has no value.
struct MountField {
  Text key;
  std::optional<Text> value;
};

// One `--mount` of a RUN, its CSV record split; nothing is judged here.
struct RunMountFlag {
  Span span;  // the whole flag
  List<MountField> fields;
  bool valid = true;  // false: not a CSV record
};

// The operand list of an instruction: JSON array, or words.
struct Words {
  List<Text> items;
  bool json = false;
};

// The command of RUN, CMD, ENTRYPOINT, HEALTHCHECK: a JSON array, or one text for the shell.
struct Command {
  bool json = false;
  List<Text> words;  // json: the elements
  Text shell;        // else: the text, continuations joined, heredoc bodies not in it
};

struct KeyValue {
  Text key;
  Text value;             // as written: quotes, escapes and variables still in it
  bool legacy = false;    // `ENV key value`
  bool has_value = true;  // false: an ARG without a default
};

struct Add {
  Words sources;
  Text destination;
};  // also COPY; heredocs stand in Instruction
struct Arg {
  List<KeyValue> variables;
};
struct Cmd {
  Command command;
};
struct Copy {
  Words sources;
  Text destination;
  std::optional<Text> from;
};
struct Entrypoint {
  Command command;
};
struct Env {
  List<KeyValue> variables;
};
struct Expose {
  List<Text> ports;
};
struct From {
  Text image;
  std::optional<Text> platform;
  std::optional<Text> name;
};
struct Healthcheck {
  bool none = false;
  Command command;
};
struct Label {
  List<KeyValue> labels;
};
struct Maintainer {
  Text name;
};
struct Run {
  Command command;
  List<RunMountFlag> mounts;
};
struct Shell {
  List<Text> words;
};
struct Stopsignal {
  Text signal;
};
struct User {
  Text user;
};
struct Volume {
  Words paths;
};
struct Workdir {
  Text path;
};
struct Instruction;
struct Onbuild {
  std::shared_ptr<const Instruction> trigger;
};  // null: the trigger could not be read
// An unknown keyword, or an instruction whose arguments are wrong: the error is in File::errors.
struct Broken {};

using Detail = std::variant<Broken, Add, Arg, Cmd, Copy, Entrypoint, Env, Expose, From, Healthcheck, Label, Maintainer,
                            Onbuild, Run, Shell, Stopsignal, User, Volume, Workdir>;

struct Instruction {
  Text keyword;  // as written
  Span span;     // from the keyword to the end of the last word (heredoc terminator included)
  Span lines;    // all lines that belong to it: escape characters, blanks and comments may follow the last word
  List<Flag> flags;
  Text arguments;  // everything behind the flags, continuations joined, trimmed
  List<Heredoc> heredocs;
  Detail detail;

  template <class T>
  const T* as() const {
    return std::get_if<T>(&detail);
  }
};

// One build stage: FROM and what follows it up to the next FROM.
struct Stage {
  std::uint32_t index = 0;            // 0 is the first
  std::uint32_t first = 0, last = 0;  // instructions [first, last) of File::instructions; the first is FROM
  std::string name;                   // lower case; empty if it has none
  bool complete = true;               // false: an instruction in it could not be read
};

struct File {
  SourcePtr source;  // of the file it stands in (a compose file for dockerfile_inline)
  Text text;         // what was parsed
  std::vector<Directive> directives;
  char escape = '\\';
  std::vector<Instruction> instructions;
  std::uint32_t meta_args = 0;  // instructions before the first FROM
  std::vector<Stage> stages;
  std::vector<std::uint32_t> named_stages;  // indices of those with a name, in order of name, then of place
  Comments comments;
  SyntaxErrors errors;  // in order of place
  bool complete = true;
  std::unique_ptr<TextArena> texts;

  const From& from(const Stage& stage) const;
};

// Parses a whole file, or the text of `dockerfile_inline` (a Text with its places in the compose file).
// Any bytes give a tree; after a bad instruction the next one is read. `text` must outlive the File.
File parse(SourcePtr source);
File parse(SourcePtr source, const Text& text);

}  // namespace mountlint::dockerfile
