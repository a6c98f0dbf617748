// ARG and ENV as BuildKit's dockerfile2llb evaluates them: both write the same variables and the later one wins, all
// words of one instruction see the state before it (ARG: the state after the word before it), FROM sees global ARGs
// only. A value is never guessed: what the base image may set, or the caller may give, is unknown.
#include "linter/model/stage_state.h"

#include <algorithm>

#include "parsers/filesystem.h"

namespace mountlint {

using dockerfile::Variable;

namespace {

// Set by the builder in the global scope, to values that depend on the machine and the command line.
bool is_predefined(std::string_view name) {
  constexpr std::string_view prefixes[] = {"BUILD", "TARGET", "DOCKER_", "BUILDKIT_"};
  constexpr std::string_view suffixes[] = {"PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT", "STAGE"};
  const auto is_platform = [&](std::string_view prefix) {
    return name.starts_with(prefix) && std::ranges::count(suffixes, name.substr(prefix.size())) > 0;
  };
  return is_platform(prefixes[0]) || is_platform(prefixes[1]) || name.starts_with(prefixes[2]) ||
         name.starts_with(prefixes[3]);
}

// Images that set no variable but PATH and no working directory.
bool sets_nothing(std::string_view image) {
  constexpr std::string_view names[] = {"scratch", "alpine", "busybox", "debian", "ubuntu"};
  return std::ranges::count(names, image) > 0;
}

Variable unknown_variable() { return {Variable::unknown, {}}; }

// True if expansion leaves the word as it is: most are so, and need no copy.
bool is_plain(std::string_view word, char escape) {
  return std::ranges::all_of(
      word, [&](char c) { return c > ' ' && c <= '~' && c != '$' && c != '"' && c != '\'' && c != escape; });
}

// True if a variable of `text` that nobody sets has left its place empty. `${X:+..}` is empty on purpose.
bool has_empty_variable(const Text& text) {
  for (const Run& run : text.runs()) {
    const bool alternative = run.written.find('+') != std::string_view::npos;
    if (run.from == From::variable && run.length == 0 && !alternative) return true;
  }
  return false;
}

}  // namespace

Variable BuildArguments::value_of(std::string_view name) const {
  if (!given) return {};
  const auto found = std::find_if(given->items.rbegin(), given->items.rend(),
                                  [&](const compose::Variable& variable) { return variable.name.known() == name; });
  if (found == given->items.rend()) return given->complete ? Variable{} : unknown_variable();
  return found->value ? Variable{Variable::set, *found->value} : unknown_variable();
}

BuildArguments build_arguments(const dockerfile::File& file, const Known<compose::Variable>* given, Expansion& out) {
  BuildArguments arguments{given};
  for (std::uint32_t i = 0; i < file.meta_args && i < file.instructions.size(); ++i) {
    const auto* arg = file.instructions[i].as<dockerfile::Arg>();
    if (!arg) continue;
    for (std::size_t k = 0; k < arg->variables.size(); ++k) {
      const dockerfile::KeyValue& variable = arg->variables[k];
      const bool has_default = k < arg->has_default.size() && arg->has_default[k];
      Variable value = arguments.value_of(variable.key.value());
      if (value.state == Variable::unset && has_default)
        value = {Variable::set, expand_from(variable.value, arguments, out)};
      if (value.state == Variable::unset) value = unknown_variable();
      arguments.globals.insert_or_assign(std::string(variable.key.value()), value);
    }
  }
  return arguments;
}

Text expand_from(const Text& word, const BuildArguments& arguments, Expansion& out) {
  const auto lookup = [&](std::string_view name) {
    const auto found = arguments.globals.find(name);
    if (found != arguments.globals.end()) return found->second;
    return is_predefined(name) ? unknown_variable() : Variable{};
  };
  return dockerfile::expand(word, out.escape, lookup, out.texts, out.errors);
}

void StageState::start_from_image(std::string_view name) {
  base_known_ = sets_nothing(name);
  working_dir_ = base_known_ ? "/" : "";
}

Variable StageState::variable(std::string_view name) const {
  const auto found = variables_.find(name);
  if (found != variables_.end()) return found->second;
  const bool may_be_set = !base_known_ || !environment_complete_ || name == "PATH";
  return may_be_set ? unknown_variable() : Variable{};
}

Text StageState::expand(const Text& word) {
  bool ignored = false;
  return expand(word, ignored);
}

Text StageState::expand(const Text& word, bool& uses_unset) {
  bool unset = false;
  const auto lookup = [&](std::string_view name) {
    const Variable found = variable(name);
    unset |= found.state == Variable::unset;
    return found;
  };
  if (is_plain(word.value(), out_.escape)) return word;
  const Text value = dockerfile::expand(word, out_.escape, lookup, out_.texts, out_.errors);
  uses_unset = unset && has_empty_variable(value);
  return value;
}

void StageState::check(const Text& word) const {
  if (is_plain(word.value(), out_.escape)) return;
  TextArena scratch;
  dockerfile::expand(
      word, out_.escape, [&](std::string_view name) { return variable(name); }, scratch, out_.errors);
}

void StageState::check_body(const Text& body) const {
  TextArena scratch;
  dockerfile::expand_body(
      body, out_.escape, [&](std::string_view name) { return variable(name); }, scratch, out_.errors);
}

std::string StageState::resolve(const Text& path) const {
  const std::optional<std::string_view> known = path.known();
  if (!known) return {};
  if (known->starts_with('/')) return clean_path(*known);
  return working_dir_.empty() ? std::string() : join_path(working_dir_, *known);
}

void StageState::set_arg(const dockerfile::KeyValue& arg, bool has_default) {
  const std::string name(arg.key.value());
  Variable value = arguments_.value_of(name);
  if (value.state == Variable::unset && has_default) value = {Variable::set, expand(arg.value)};
  if (value.state == Variable::unset) {
    const auto global = arguments_.globals.find(name);
    if (global != arguments_.globals.end()) value = global->second;
  }
  // Without any value an ARG leaves what ENV has set before; otherwise it may be given when building.
  if (value.state == Variable::unset && variables_.contains(name)) return;
  if (value.state == Variable::unset) value = unknown_variable();
  variables_.insert_or_assign(name, value);
}

void StageState::set_env(const dockerfile::Env& env) {
  std::vector<std::pair<Text, Text>> values;
  for (const dockerfile::KeyValue& variable : env.variables)
    values.emplace_back(expand(variable.key), expand(variable.value));
  for (const auto& [key, value] : values) {
    const std::optional<std::string_view> name = key.known();
    environment_complete_ &= name.has_value();
    if (!name) continue;
    variables_.insert_or_assign(std::string(*name), Variable{Variable::set, value});
    environment_.insert_or_assign(std::string(*name), value);
  }
}

void StageState::set_working_dir(const dockerfile::Workdir& workdir) {
  const Text path = expand(workdir.path);
  if (path.empty()) return;
  working_dir_ = resolve(path);
}

void StageState::apply(const dockerfile::Instruction& instruction) {
  if (const auto* arg = instruction.as<dockerfile::Arg>()) {
    for (std::size_t i = 0; i < arg->variables.size(); ++i)
      set_arg(arg->variables[i], i < arg->has_default.size() && arg->has_default[i]);
  }
  if (const auto* env = instruction.as<dockerfile::Env>()) set_env(*env);
  if (const auto* workdir = instruction.as<dockerfile::Workdir>()) set_working_dir(*workdir);
  if (const auto* user = instruction.as<dockerfile::User>()) user_ = expand(user->user);
  if (!instruction.as<dockerfile::Broken>()) return;
  complete_ = environment_complete_ = false;
  working_dir_.clear();
}

}  // namespace mountlint
