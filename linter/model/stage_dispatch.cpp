// Each instruction as BuildKit's dockerfile2llb/convert.go dispatches it: what is expanded, in which order, and what it
// changes. All words of one instruction see the state before it; of ARG each word sees the one before it. Of ARG and
// ENV the later one wins. A word that cannot be expanded has no value, and nothing that it would set is known.
#include <algorithm>

#include "linter/model/command_wrappers.h"
#include "linter/model/stage_state.h"
#include "parsers/dockerfile/flags.h"
#include "parsers/dockerfile/heredocs.h"
#include "parsers/dockerfile/ports.h"
#include "parsers/dockerfile/signals.h"
#include "parsers/dockerfile/transfer_checks.h"
#include "parsers/dockerfile/windows_paths.h"
#include "parsers/filesystem.h"

namespace mountlint {

using dockerfile::Variable;

namespace {

// The directory that WORKDIR leads to from `before` in a stage for Windows; empty if unknown.
std::string windows_directory(const std::string& before, std::string_view path) {
  if (path.size() > 2 && path[1] == ':') path.remove_prefix(2);
  std::string out(path);
  std::ranges::replace(out, '/', '\\');
  if (out.starts_with('\\')) return out;
  return before.empty() ? std::string() : before + '\\' + out;
}

}  // namespace

class StageState::Dispatch {
 public:
  Dispatch(StageState& state, ExpandedWords* words) : state_(state), words_(words) {}

  void run(const dockerfile::Instruction& in);

 private:
  void run_arg(const dockerfile::Arg& arg);
  void run_env(const dockerfile::Env& env);
  void run_workdir(const dockerfile::Workdir& workdir);
  void run_expose(const dockerfile::Expose& expose);
  template <class Syntax>
  void run_transfer(const dockerfile::Instruction& in, const Syntax& syntax);
  void run_content(std::size_t index, const Text& body);
  void run_broken();

  Text expand(WordUse use, const Text& word) { return expand(use, 0, word); }
  Text expand(WordUse use, std::size_t index, const Text& word);
  void note(WordUse use, std::size_t index, const Text& word, const Text& value, std::size_t errors_before);
  bool failed(std::size_t errors_before) const { return state_.out_.errors.size() > errors_before; }
  // In a plain build what cannot be expanded changes nothing.
  bool is_closed() const { return state_.arguments_.outside == Outside::empty; }
  std::size_t errors() const { return state_.out_.errors.size(); }

  StageState& state_;
  ExpandedWords* words_;
};

void StageState::apply(const dockerfile::Instruction& instruction, ExpandedWords* words) {
  Dispatch(*this, words).run(instruction);
}

void StageState::Dispatch::note(WordUse use, std::size_t index, const Text& word, const Text& value,
                                std::size_t errors_before) {
  if (!words_) return;
  words_->push_back({use, static_cast<std::uint32_t>(index), word, value});
  if (failed(errors_before)) words_->back().error = state_.out_.errors[errors_before].message;
}

Text StageState::Dispatch::expand(WordUse use, std::size_t index, const Text& word) {
  const std::size_t before = errors();
  const Text value = state_.expand(word);
  note(use, index, word, value, before);
  return value;
}

void StageState::Dispatch::run(const dockerfile::Instruction& in) {
  if (const auto* arg = in.as<dockerfile::Arg>()) return run_arg(*arg);
  if (const auto* env = in.as<dockerfile::Env>()) return run_env(*env);
  if (const auto* workdir = in.as<dockerfile::Workdir>()) return run_workdir(*workdir);
  if (const auto* expose = in.as<dockerfile::Expose>()) return run_expose(*expose);
  if (const auto* add = in.as<dockerfile::Add>()) return run_transfer(in, *add);
  if (const auto* copy = in.as<dockerfile::Copy>()) return run_transfer(in, *copy);
  if (const auto* user = in.as<dockerfile::User>()) state_.user_ = expand(WordUse::user, user->user);
  if (const auto* signal = in.as<dockerfile::Stopsignal>()) {
    const std::size_t before = errors();
    const Text value = expand(WordUse::signal, signal->signal);
    if (!failed(before)) dockerfile::check_signal(value, state_.out_.errors);
  }
  if (const auto* shell = in.as<dockerfile::Shell>(); shell && !shell->words.empty())
    state_.posix_shell_ = is_shell_program(file_name(shell->words[0].value()));
  if (const auto* onbuild = in.as<dockerfile::Onbuild>(); onbuild && onbuild->trigger)
    state_.triggers_.push_back(onbuild->trigger.get());
  if (const auto* label = in.as<dockerfile::Label>())
    for (std::size_t i = 0; i < label->labels.size(); ++i) {
      expand(WordUse::key, i, label->labels[i].key);
      expand(WordUse::value, i, label->labels[i].value);
    }
  if (const auto* volume = in.as<dockerfile::Volume>())
    for (std::size_t i = 0; i < volume->paths.items.size(); ++i) expand(WordUse::path, i, volume->paths.items[i]);
  if (in.as<dockerfile::Broken>()) run_broken();
}

// Nothing is known of what it was meant to set.
void StageState::Dispatch::run_broken() {
  state_.complete_ = state_.environment_complete_ = false;
  state_.working_dir_.clear();
}

void StageState::Dispatch::run_arg(const dockerfile::Arg& arg) {
  for (std::size_t i = 0; i < arg.variables.size(); ++i) {
    const std::string name(arg.variables[i].key.value());
    const bool has_default = arg.variables[i].has_value;
    const std::size_t before = errors();
    bool global = false;
    Variable value = state_.arguments_.value_of(name);
    if (value.state == Variable::unset && has_default)
      value = {Variable::set, state_.expand(arg.variables[i].value)};
    else if (value.state == Variable::unset)
      value = state_.value_of_arg(name, global);
    note(WordUse::argument, i, has_default ? arg.variables[i].value : Text(), value.value, before);
    if (words_) words_->back().global = global, words_->back().has_value = value.state != Variable::unset;
    // Without any value an ARG leaves what ENV has set before; otherwise it may be given when building.
    if (is_closed() && failed(before)) continue;
    if (value.state == Variable::unset && (is_closed() || state_.variables_.contains(name))) continue;
    if (value.state == Variable::unset) value = {Variable::unknown, {}};
    state_.variables_.insert_or_assign(name, value);
  }
}

void StageState::Dispatch::run_env(const dockerfile::Env& env) {
  std::vector<std::pair<Text, Text>> values;
  for (std::size_t i = 0; i < env.variables.size(); ++i) {
    const std::size_t before = errors();
    const Text key = expand(WordUse::key, i, env.variables[i].key);
    const Text value = expand(WordUse::value, i, env.variables[i].value);
    if (!(is_closed() && failed(before))) values.emplace_back(key, value);
  }
  for (const auto& [key, value] : values) {
    const std::optional<std::string_view> name = key.known();
    state_.environment_complete_ &= name.has_value();
    if (!name) continue;
    state_.variables_.insert_or_assign(std::string(*name), Variable{Variable::set, value});
    state_.environment_.insert_or_assign(std::string(*name), value);
  }
}

void StageState::Dispatch::run_workdir(const dockerfile::Workdir& workdir) {
  const std::size_t before = errors();
  const Text path = expand(WordUse::directory, workdir.path);
  if (state_.windows_) dockerfile::check_windows_path(path, state_.out_.errors);
  if (path.empty() || (is_closed() && failed(before))) return;
  const std::optional<std::string_view> known = path.known();
  if (!known)
    state_.working_dir_.clear();
  else if (state_.windows_)
    state_.working_dir_ = windows_directory(state_.working_dir_, *known);
  else
    state_.working_dir_ = known->starts_with('/') ? std::string(*known) : state_.resolve(path);
}

void StageState::Dispatch::run_expose(const dockerfile::Expose& expose) {
  Expansion& out = state_.out_;
  const auto lookup = [this](std::string_view name) { return state_.variable(name); };
  for (std::size_t i = 0; i < expose.ports.size(); ++i) {
    const std::size_t before = errors();
    expand(WordUse::port, i, expose.ports[i]);
    if (failed(before)) continue;
    const auto ports = dockerfile::expand_words(expose.ports[i], {out.escape}, lookup, out.texts, out.errors);
    for (const Text& port : ports) dockerfile::check_port(port, out.errors);
    if (words_) words_->back().ports = ports;
  }
}

template <class Syntax>
void StageState::Dispatch::run_transfer(const dockerfile::Instruction& in, const Syntax& syntax) {
  const std::size_t before = errors();
  dockerfile::Transfer transfer = dockerfile::make_transfer(in);
  const auto flag = [&](std::string_view name, WordUse use, std::optional<Text>& value) {
    const Text* word = dockerfile::flag_value(in.flags, name);
    if (word && !word->empty()) value = expand(use, *word);
  };
  flag("chown", WordUse::owner, transfer.chown);
  flag("chmod", WordUse::mode, transfer.chmod);
  flag("checksum", WordUse::checksum, transfer.checksum);
  for (std::size_t i = 0; i < syntax.sources.items.size(); ++i)
    transfer.sources.push_back(expand(WordUse::source, i, syntax.sources.items[i]));
  transfer.destination = expand(WordUse::destination, syntax.destination);
  const auto files = dockerfile::files_of_heredocs(in, state_.out_.texts);
  for (std::size_t i = 0; i < files.size(); ++i) {
    transfer.heredocs.push_back(files[i].name);
    if (files[i].expand) run_content(i, files[i].content);
  }
  transfer.windows = state_.windows_;
  if (!failed(before)) dockerfile::check_transfer(transfer, state_.out_.errors);
}

// Its value is only for those who ask for the words: a body may be long.
void StageState::Dispatch::run_content(std::size_t index, const Text& body) {
  const auto lookup = [this](std::string_view name) { return state_.variable(name); };
  const std::size_t before = errors();
  TextArena scratch;
  const dockerfile::Lexing lexing{.escape = '\\', .quotes = false};  // whatever `# escape=` says
  TextArena& texts = words_ ? state_.out_.texts : scratch;
  const Text value = dockerfile::expand(body, lexing, lookup, texts, state_.out_.errors);
  note(WordUse::content, index, body, value, before);
}

}  // namespace mountlint
