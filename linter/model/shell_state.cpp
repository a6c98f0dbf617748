// Changes are kept as a list that is taken back when a scope ends, so that a subshell costs nothing. A value is put in
// for a variable only where it surely is one word; what the program itself or the base image may set stays unknown.
#include "linter/model/shell_state.h"

#include <algorithm>

namespace mountlint {
namespace {

// Longer words are nobody's path; it keeps `X=$X$X` from growing without end.
constexpr std::size_t longest_word = 4096;

bool is_one_word(std::string_view value) { return value.find_first_of(" \t\r\n*?[") == std::string_view::npos; }

}  // namespace

ShellState::ShellState(const StageState& state, TextArena& arena)
    : state_(state), arena_(arena), directory_(state.working_dir()) {
  frames_.push_back({shell::ScopeKind::script, 0, directory_, 0});
}

void ShellState::enter(shell::ScopeKind kind, std::uint32_t scope) {
  frames_.push_back({kind, scope, directory_, changes_.size()});
}

void ShellState::leave() {
  const Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (frame.kind == shell::ScopeKind::conditional) {
    if (directory_ != frame.directory) directory_.clear();
    for (std::size_t i = frame.changes; i < changes_.size(); ++i) variables_[changes_[i].name].reset();
    return;
  }
  directory_ = frame.directory;
  for (; changes_.size() > frame.changes; changes_.pop_back()) {
    Change& change = changes_.back();
    if (change.was_set)
      variables_[change.name] = change.before;
    else
      variables_.erase(change.name);
  }
}

void ShellState::move_to(const shell::Script& script, std::uint32_t scope) {
  if (frames_.back().scope == scope) return;
  std::vector<std::uint32_t> path;  // innermost first; bounded by the depth of scopes
  for (std::uint32_t at = scope; at != 0; at = script.scopes[at].parent) path.push_back(at);
  const auto is_around = [&](const Frame& frame) {
    return frame.kind == shell::ScopeKind::script || std::ranges::count(path, frame.scope) > 0;
  };
  while (!is_around(frames_.back())) leave();
  const std::uint32_t inside = frames_.back().scope;
  for (auto at = std::find(path.begin(), path.end(), inside); at != path.begin();) {
    --at;
    enter(script.scopes[*at].kind, *at);
  }
}

void ShellState::begin_script() { enter(shell::ScopeKind::script, 0); }

void ShellState::end_script() {
  while (frames_.back().kind != shell::ScopeKind::script) leave();
  leave();
}

void ShellState::set(std::string_view name, std::optional<Text> value) {
  const auto found = variables_.find(name);
  const bool was_set = found != variables_.end();
  changes_.push_back({std::string(name), was_set, was_set ? found->second : std::nullopt});
  variables_.insert_or_assign(std::string(name), value);
}

std::optional<Text> ShellState::value_of(const shell::VariableUse& use) const {
  std::optional<Text> value;
  const auto found = variables_.find(use.name);
  if (found != variables_.end()) {
    value = found->second;
  } else if (const dockerfile::Variable variable = state_.variable(use.name);
             variable.state == dockerfile::Variable::set) {
    value = variable.value;
  }
  const bool usable = value && value->is_known() && (use.quoted || is_one_word(value->value()));
  return usable ? value : std::nullopt;
}

std::optional<shell::Word> ShellState::expand(const shell::Word& word) {
  if (word.variables.empty()) return word;
  shell::Word out = word;
  TextBuilder builder(arena_);
  std::uint32_t copied = 0;
  for (const shell::VariableUse& use : word.variables) {
    const std::optional<Text> value = value_of(use);
    if (!value || builder.value().size() + value->size() > longest_word) continue;
    const Text part = word.text.sub(use.at, use.at + 1);
    builder.copy(word.text.sub(copied, use.at));
    builder.variable(*value, part.span(), arena_.keep(part.shown()));
    copied = use.at + 1;
  }
  if (copied == 0) return word;
  builder.copy(word.text.from(copied));
  out.text = builder.finish(word.written.span());
  out.splits = word.splits && !out.text.is_known();
  out.variables.clear();
  if (out.text.empty() && !out.quoted) return std::nullopt;
  return out;
}

}  // namespace mountlint
