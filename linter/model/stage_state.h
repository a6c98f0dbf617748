// What is known at one place of a Dockerfile, as one build reads it: variables, working directory, user.
//
// A walk over the instructions of a stage chain keeps one of these and applies each instruction to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/compose/ast.h"
#include "parsers/dockerfile/ast.h"
#include "parsers/dockerfile/expand.h"

namespace mountlint {

// What one build gives to a Dockerfile: the arguments of the builder, and the ARGs before the first FROM.
struct BuildArguments {
  const Known<compose::Variable>* given = nullptr;  // null: nothing is given, defaults hold
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

// Reads the ARGs before the first FROM.
BuildArguments build_arguments(const dockerfile::File& file, const Known<compose::Variable>* given, Expansion& out);

// A word of FROM: only global ARGs are seen there.
Text expand_from(const Text& word, const BuildArguments& arguments, Expansion& out);

class StageState {
 public:
  StageState(const BuildArguments& arguments, Expansion out) : arguments_(arguments), out_(out) {}

  // Begins with an image that is no stage of this file: an empty one, a distribution that sets nothing but PATH, or one
  // whose variables and working directory are not known.
  void start_from_image(std::string_view name);
  void apply(const dockerfile::Instruction& instruction);

  dockerfile::Variable variable(std::string_view name) const;
  // A word of an instruction at this place.
  Text expand(const Text& word);
  // The same; tells whether a variable in it is certainly set nowhere, so that it expands to nothing.
  Text expand(const Text& word, bool& uses_unset);

  // Notes wrong syntax in a word, or in the body of a heredoc, whose value nobody needs.
  void check(const Text& word) const;
  void check_body(const Text& body) const;

  // Clean and absolute; empty if unknown.
  const std::string& working_dir() const { return working_dir_; }
  // `path` as seen from the working directory; empty if unknown.
  std::string resolve(const Text& path) const;
  const std::optional<Text>& user() const { return user_; }
  // ENV alone, as the image has it in the end.
  const std::map<std::string, Text, std::less<>>& environment() const { return environment_; }
  // False if a variable may be set that is not in it: an instruction could not be read, a name is unknown.
  bool environment_complete() const { return environment_complete_; }
  bool complete() const { return complete_; }

 private:
  void set_arg(const dockerfile::KeyValue& arg, bool has_default);
  void set_env(const dockerfile::Env& env);
  void set_working_dir(const dockerfile::Workdir& workdir);

  const BuildArguments& arguments_;
  Expansion out_;
  std::map<std::string, dockerfile::Variable, std::less<>> variables_;  // ARG and ENV: the later one wins
  std::map<std::string, Text, std::less<>> environment_;
  std::string working_dir_ = "/";
  std::optional<Text> user_;
  bool base_known_ = true;  // nothing but PATH is set in the base image
  bool environment_complete_ = true;
  bool complete_ = true;
};

}  // namespace mountlint
