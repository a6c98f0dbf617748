// What a shell script has changed so far: its directory and its variables.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/stage_state.h"
#include "parsers/shell/script.h"

namespace mountlint {

class ShellState {
 public:
  ShellState(const StageState& state, TextArena& arena);

  // Enters and leaves scopes until `scope` is the innermost one: what a subshell has changed is forgotten, and what a
  // body that may be left out has changed is not known behind it.
  void move_to(const shell::Script& script, std::uint32_t scope);
  // A script inside of a script: its scopes count from zero, and nothing that it changes lasts.
  void begin_script();
  void end_script();

  // Empty if unknown.
  const std::string& directory() const { return directory_; }
  void set_directory(std::string directory) { directory_ = std::move(directory); }
  // An unknown value: nothing.
  void set(std::string_view name, std::optional<Text> value);
  // Known variables replaced. Nothing: it is no word at all, an empty variable without quotes.
  std::optional<shell::Word> expand(const shell::Word& word);

 private:
  struct Frame {
    shell::ScopeKind kind;
    std::uint32_t scope;
    std::string directory;
    std::size_t changes;  // before it
  };
  struct Change {
    std::string name;
    bool was_set;
    std::optional<Text> before;
  };

  void enter(shell::ScopeKind kind, std::uint32_t scope);
  void leave();
  std::optional<Text> value_of(const shell::VariableUse& use) const;

  const StageState& state_;
  TextArena& arena_;
  std::string directory_;
  std::map<std::string, std::optional<Text>, std::less<>> variables_;
  std::vector<Frame> frames_;
  std::vector<Change> changes_;
};

}  // namespace mountlint
