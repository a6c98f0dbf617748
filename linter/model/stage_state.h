// What is known at one place of a Dockerfile, as one build reads it: variables, working directory, user.
//
// A walk over the instructions of a stage chain keeps one of these and applies each instruction to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/compose/ast.h"
#include "parsers/dockerfile/ast.h"
#include "parsers/dockerfile/expand.h"
#include "parsers/outside.h"

namespace mountlint {

// What one build gives to a Dockerfile: the arguments of the builder, and the ARGs before the first FROM.
struct BuildArguments {
  const Known<compose::Variable>* given = nullptr;  // null: nothing is given, defaults hold
  Outside outside = Outside::unknown;  // empty: no arguments, for linux/amd64, and images that set no variables
  std::map<std::string, dockerfile::Variable, std::less<>> globals = {};

  // The value that the builder is given for `name`; `unset` if it is given none.
  dockerfile::Variable value_of(std::string_view name) const;
};

// Where expanded texts live, and where wrong syntax is noted.
struct Expansion {
  TextArena& texts;
  SyntaxErrors& errors;
  char escape = '\\';
};

// What a word of an instruction is for the builder.
enum class WordUse : std::uint8_t {
  argument,  // the default of an ARG
  key,
  value,
  path,  // of VOLUME
  directory,
  user,
  port,
  signal,
  owner,  // --chown
  mode,   // --chmod
  checksum,
  source,
  destination,
  content,  // the body of a heredoc
};

// One word that the builder expands.
struct ExpandedWord {
  WordUse use;
  std::uint32_t index;  // among the words of this use
  Text written;         // stands nowhere for an ARG that takes a value from elsewhere
  Text value;
  std::optional<std::string> error = {};  // why it cannot be expanded
  bool global = false;                    // ARG: the value of the global one
  bool has_value = true;                  // false: an ARG that nobody gives a value
  std::vector<Text> ports = {};           // what a word of EXPOSE is split into
};
using ExpandedWords = std::vector<ExpandedWord>;

// Reads the ARGs before the first FROM. Each word is added to `words`, if that is given.
BuildArguments build_arguments(const dockerfile::File& file, const Known<compose::Variable>* given, Expansion& out,
                               Outside outside = Outside::unknown, ExpandedWords* words = nullptr);

// A word of FROM: only global ARGs are seen there.
Text expand_from(const Text& word, const BuildArguments& arguments, Expansion& out);

class StageState {
 public:
  StageState(const BuildArguments& arguments, Expansion out) : arguments_(arguments), out_(out) {}

  // Begins with an image that is no stage of this file: an empty one, a distribution that sets nothing but PATH, or one
  // whose variables and working directory are not known.
  void start_from_image(std::string_view name);
  // The stage is built for Windows: its paths lose their drive.
  void set_windows(bool windows) { windows_ = windows; }
  bool windows() const { return windows_; }
  // Expands all that the builder expands in it, and notes what it refuses then. Each word is added to `words`, if that
  // is given.
  void apply(const dockerfile::Instruction& instruction, ExpandedWords* words = nullptr);
  // The ONBUILD triggers of the stage that ends here. They act at the begin of a stage that is built FROM it.
  std::vector<const dockerfile::Instruction*> take_triggers() { return std::exchange(triggers_, {}); }

  dockerfile::Variable variable(std::string_view name) const;
  // A word of an instruction at this place.
  Text expand(const Text& word);
  // The same; tells whether a variable in it is certainly set nowhere, so that it expands to nothing.
  Text expand(const Text& word, bool& uses_unset);

  // Absolute, as written if it was written so; of Windows without its drive (`\\a`). Empty if unknown.
  const std::string& working_dir() const { return working_dir_; }
  // `path` as seen from the working directory; empty if unknown.
  std::string resolve(const Text& path) const;
  const std::optional<Text>& user() const { return user_; }
  // False behind a SHELL that is none of POSIX (PowerShell, cmd, an interpreter).
  bool posix_shell() const { return posix_shell_; }
  // ENV alone, as the image has it in the end.
  const std::map<std::string, Text, std::less<>>& environment() const { return environment_; }
  // False if a variable may be set that is not in it: an instruction could not be read, a name is unknown.
  bool environment_complete() const { return environment_complete_; }
  bool complete() const { return complete_; }

 private:
  class Dispatch;
  dockerfile::Variable value_of_arg(std::string_view name, bool& global) const;

  const BuildArguments& arguments_;
  Expansion out_;
  std::map<std::string, dockerfile::Variable, std::less<>> variables_;  // ARG and ENV: the later one wins
  std::map<std::string, Text, std::less<>> environment_;
  std::string working_dir_ = "/";
  std::optional<Text> user_;
  std::vector<const dockerfile::Instruction*> triggers_;
  bool windows_ = false;
  bool posix_shell_ = true;
  bool base_known_ = true;  // nothing but PATH is set in the base image
  bool environment_complete_ = true;
  bool complete_ = true;
};

}  // namespace mountlint
