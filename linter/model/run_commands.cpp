// What BuildKit runs for a RUN (frontend/dockerfile/dockerfile2llb/convert.go, dispatchRun): the words of a JSON array
// as they are; else a script for the shell, which is the body of the heredoc where nothing else stands on the line, or
// the line with its heredocs.
#include "linter/model/run_commands.h"

#include <algorithm>

#include "linter/model/command_wrappers.h"
#include "linter/model/shell_state.h"
#include "parsers/filesystem.h"

namespace mountlint {

std::string_view RunCommand::program() const {
  const std::optional<std::string_view> known = words.empty() ? std::nullopt : words[0].text.known();
  return known ? file_name(*known) : std::string_view();
}

std::string RunCommand::resolve(const Text& path) const {
  const std::optional<std::string_view> known = path.known();
  if (!known || known->empty()) return {};
  if (known->starts_with('/')) return clean_path(*known);
  return directory.empty() ? std::string() : join_path(directory, *known);
}

namespace {

// Scripts inside of scripts are read this deep.
constexpr int deepest_script = 2;

class Reader {
 public:
  Reader(const StageState& state, TextArena& arena) : state_(state, arena), arena_(arena) {}

  void read_script(const Text& text, std::span<const Text> bodies, bool conditional);
  void read_words(const dockerfile::Command& command);
  Known<RunCommand> take() { return std::move(out_); }
  void give_up() { out_.complete = false; }

 private:
  void read(const shell::Command& command, bool conditional);
  void assign(const shell::Word& word);
  ShellWords expand(const ShellWords& words);
  void run(ShellWords words, RunCommand command);
  // True if it is a word of the shell itself that changes what is known.
  bool run_builtin(const ShellWords& words, const RunCommand& command);
  void change_directory(const ShellWords& words, const RunCommand& command);
  bool run_inner_script(const ShellWords& words, const RunCommand& command);
  void set_variables(const ShellWords& words);

  ShellState state_;
  TextArena& arena_;
  Known<RunCommand> out_;
  std::vector<std::string> pushed_;  // directories of `pushd`
  std::string previous_;             // of `cd -`
  bool unsure_directory_ = false;    // a `cd` that may be left out, in the same list
  bool in_body_ = false;             // of `if` and the like: its end tells
  int depth_ = 0;
};

bool is_in_body(const shell::Script& script, std::uint32_t scope) {
  for (; scope != 0; scope = script.scopes[scope].parent)
    if (script.scopes[scope].kind == shell::ScopeKind::conditional) return true;
  return false;
}

void Reader::read_script(const Text& text, std::span<const Text> bodies, bool conditional) {
  const shell::Script script = shell::parse_script(text, arena_, bodies);
  out_.complete &= script.complete;
  ++depth_;
  if (depth_ > 1) state_.begin_script();
  for (const shell::Command& command : script.commands) {
    state_.move_to(script, command.scope);
    in_body_ = is_in_body(script, command.scope);
    read(command, conditional);
  }
  if (depth_ > 1) state_.end_script();
  --depth_;
}

ShellWords Reader::expand(const ShellWords& words) {
  ShellWords out;
  out.reserve(words.size());
  for (const shell::Word& word : words)
    if (std::optional<shell::Word> expanded = state_.expand(word)) out.push_back(std::move(*expanded));
  return out;
}

void Reader::read(const shell::Command& command, bool conditional) {
  if (unsure_directory_ && command.join == shell::Join::sequence) {
    state_.set_directory("");
    unsure_directory_ = false;
  }
  if (command.words.empty())
    for (const shell::Word& word : command.assignments) assign(word);
  RunCommand out;
  out.redirections = command.redirections;
  for (shell::Redirection& redirection : out.redirections)
    if (std::optional<shell::Word> target = state_.expand(redirection.target)) redirection.target = std::move(*target);
  out.directory = state_.directory();
  out.conditional = conditional || command.conditional;
  out.piped = command.join == shell::Join::pipe;
  out.place = command.place;
  run(expand(command.words), std::move(out));
}

void Reader::assign(const shell::Word& word) {
  const std::string_view name = shell::assigned_name(word.value());
  if (name.empty()) return;
  const std::optional<shell::Word> expanded = state_.expand(word);
  const bool adds = word.value().substr(name.size()).starts_with('+');
  if (!expanded || adds || !expanded->text.is_known()) return state_.set(name, std::nullopt);
  state_.set(name, expanded->text.from(static_cast<std::uint32_t>(name.size() + 1)));
}

void Reader::set_variables(const ShellWords& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!shell::assigned_name(words[i].value()).empty())
      assign(words[i]);
    else if (const std::optional<std::string_view> name = words[i].text.known())
      if (words[0].value() != "export") state_.set(*name, std::nullopt);
  }
}

void Reader::change_directory(const ShellWords& words, const RunCommand& command) {
  const std::string before = state_.directory();
  std::string next;
  const auto target = std::find_if(words.begin() + 1, words.end(), [](const shell::Word& word) {
    return word.value() == "-" || !word.value().starts_with('-');
  });
  if (words[0].value() == "popd") {
    if (!pushed_.empty()) next = pushed_.back(), pushed_.pop_back();
  } else if (target != words.end()) {
    next = target->value() == "-" ? previous_ : command.resolve(target->text);
  }
  if (words[0].value() == "pushd") pushed_.push_back(before);
  previous_ = before;
  state_.set_directory(next);
  unsure_directory_ |= command.conditional && !in_body_;
}

bool Reader::run_builtin(const ShellWords& words, const RunCommand& command) {
  const std::string_view name = words[0].value();
  const auto is = [&](std::initializer_list<std::string_view> names) { return std::ranges::count(names, name) > 0; };
  if (is({"cd", "pushd", "popd"})) return change_directory(words, command), true;
  if (is({"export", "readonly", "declare", "local", "typeset", "unset", "read", "mapfile", "getopts"}))
    return set_variables(words), true;
  if (is({"for", "select"})) {
    if (words.size() > 1 && words[1].text.is_known()) state_.set(words[1].value(), std::nullopt);
    return true;
  }
  // They may change anything of the shell's own.
  if (is({".", "source", "eval"})) out_.complete = false;
  return false;
}

bool Reader::run_inner_script(const ShellWords& words, const RunCommand& command) {
  std::optional<Text> script = inner_script(words);
  if (!script && reads_script(words))
    for (const shell::Redirection& redirection : command.redirections)
      if (redirection.direction == shell::Direction::here_document) script = redirection.body;
  if (!script || depth_ >= deepest_script) return false;
  const Known<RunCommand>& list = out_;
  const std::size_t before = list.size();
  read_script(*script, {}, command.conditional);
  // What the script is joined with is what its first command is.
  if (before < out_.size()) out_[before].piped |= command.piped;
  return true;
}

void Reader::run(ShellWords words, RunCommand command) {
  words.erase(words.begin(), words.begin() + std::ptrdiff_t(wrapped_program(words)));
  const bool builtin = !words.empty() && run_builtin(words, command);
  const bool script = !builtin && run_inner_script(words, command);
  if (script && command.redirections.empty()) return;
  if (!script) command.words = std::move(words);
  out_.push_back(std::move(command));
}

void Reader::read_words(const dockerfile::Command& command) {
  RunCommand out;
  out.directory = state_.directory();
  ShellWords words;
  for (const Text& word : command.words) words.push_back({word, word, true});
  if (!words.empty()) out.place = words.front().written.span().to(words.back().written.span());
  ++depth_;
  run(std::move(words), std::move(out));
  --depth_;
}

// `#!/bin/sh -e`, `#!/usr/bin/env bash`, or no such line.
bool is_for_shell(std::string_view body) {
  if (!body.starts_with("#!")) return true;
  std::string_view line = body.substr(2, body.find_first_of("\r\n") - 2);
  bool first = true;
  while (!line.empty()) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const std::string_view program = file_name(line.substr(0, line.find_first_of(" \t")));
    if (!first || program != "env") return is_shell_program(program);
    line.remove_prefix(std::min(line.find_first_of(" \t"), line.size()));
    first = false;
  }
  return false;
}

// Nothing but `<<NAME`: the body is the script.
bool is_only_heredoc(const Text& line) {
  const std::string_view text = line.trimmed().value();
  return text.starts_with("<<") && text.find_first_of(" \t;&|>(") == std::string_view::npos;
}

}  // namespace

Known<RunCommand> run_commands(const dockerfile::Instruction& run, const StageState& state, TextArena& arena) {
  Reader reader(state, arena);
  const auto* syntax = run.as<dockerfile::Run>();
  const bool readable = syntax && !state.windows() && (syntax->command.json || state.posix_shell());
  if (!readable) {
    reader.give_up();
    return reader.take();
  }
  if (syntax->command.json) {
    reader.read_words(syntax->command);
  } else if (run.heredocs.size() == 1 && is_only_heredoc(syntax->command.shell)) {
    const Text& body = run.heredocs[0].content;
    is_for_shell(body.value()) ? reader.read_script(body, {}, false) : reader.give_up();
  } else {
    std::vector<Text> bodies;
    for (const dockerfile::Heredoc& heredoc : run.heredocs) bodies.push_back(heredoc.content);
    reader.read_script(syntax->command.shell, bodies, false);
  }
  return reader.take();
}

}  // namespace mountlint
