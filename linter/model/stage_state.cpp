// Variables as BuildKit's dockerfile2llb knows them: ARG and ENV write the same ones, FROM sees global ARGs only. A
// value is never guessed: what the base image may set, or the caller may give, is unknown.
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

namespace {

// What the builder itself sets for a plain build on linux/amd64; see Outside::empty.
void set_predefined(const dockerfile::File& file, BuildArguments& arguments, TextArena& texts) {
  const bool named = !file.stages.empty() && !file.stages.back().name.empty();
  const std::pair<std::string_view, std::string_view> values[] = {
      {"PLATFORM", "linux/amd64"}, {"OS", "linux"}, {"OSVERSION", ""}, {"ARCH", "amd64"}, {"VARIANT", ""}};
  const auto set = [&](std::string name, std::string_view value) {
    arguments.globals[std::move(name)] = {Variable::set, Text(texts.add({texts.keep(std::string(value)), {}, {}}))};
  };
  for (const std::string prefix : {"BUILD", "TARGET"})
    for (const auto& [suffix, value] : values) set(prefix + std::string(suffix), value);
  set("TARGETSTAGE", named ? std::string_view(file.stages.back().name) : "default");
}

// Nothing, if it is expanded.
std::optional<std::string> error_since(std::size_t before, const SyntaxErrors& errors) {
  if (errors.size() == before) return std::nullopt;
  return errors[before].message;
}

}  // namespace

BuildArguments build_arguments(const dockerfile::File& file, const Known<compose::Variable>* given, Expansion& out,
                               Outside outside, ExpandedWords* words) {
  BuildArguments arguments{given, outside};
  if (outside == Outside::empty) set_predefined(file, arguments, out.texts);
  for (std::uint32_t i = 0; i < file.meta_args && i < file.instructions.size(); ++i) {
    const auto* arg = file.instructions[i].as<dockerfile::Arg>();
    if (!arg) continue;
    for (std::size_t k = 0; k < arg->variables.size(); ++k) {
      const dockerfile::KeyValue& variable = arg->variables[k];
      const bool has_default = variable.has_value;
      Variable value = arguments.value_of(variable.key.value());
      const std::size_t before = out.errors.size();
      if (value.state == Variable::unset && has_default)
        value = {Variable::set, expand_from(variable.value, arguments, out)};
      if (words)
        words->push_back({WordUse::argument, static_cast<std::uint32_t>(k), has_default ? variable.value : Text(),
                          value.value, error_since(before, out.errors), false, value.state != Variable::unset});
      // An ARG that cannot be expanded changes nothing.
      if (outside == Outside::empty && out.errors.size() > before) continue;
      const bool set_before = arguments.globals.contains(variable.key.value());
      if (value.state == Variable::unset && set_before) continue;
      if (value.state == Variable::unset && outside == Outside::unknown) value = unknown_variable();
      arguments.globals.insert_or_assign(std::string(variable.key.value()), value);
    }
  }
  return arguments;
}

Text expand_from(const Text& word, const BuildArguments& arguments, Expansion& out) {
  const auto lookup = [&](std::string_view name) {
    const auto found = arguments.globals.find(name);
    if (found != arguments.globals.end()) return found->second;
    return is_predefined(name) && arguments.outside == Outside::unknown ? unknown_variable() : Variable{};
  };
  return dockerfile::expand(word, out.escape, lookup, out.texts, out.errors);
}

void StageState::start_from_image(std::string_view name) {
  const bool bare = sets_nothing(name);
  base_known_ = bare || arguments_.outside == Outside::empty;
  working_dir_ = bare ? "/" : "";
  // BuildKit gives an empty image this one variable (util/system/path.go).
  constexpr std::string_view default_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  if (name == "scratch") variables_["PATH"] = {Variable::set, Text(out_.texts.add({default_path, {}, {}}))};
}

Variable StageState::variable(std::string_view name) const {
  const auto found = variables_.find(name);
  if (found != variables_.end()) return found->second;
  if (arguments_.outside == Outside::empty) return {};
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
  const Text value = dockerfile::expand(word, out_.escape, lookup, out_.texts, out_.errors);
  uses_unset = unset && has_empty_variable(value);
  return value;
}

std::string StageState::resolve(const Text& path) const {
  const std::optional<std::string_view> known = path.known();
  if (!known || windows_) return {};
  if (known->starts_with('/')) return clean_path(*known);
  return working_dir_.empty() ? std::string() : join_path(working_dir_, *known);
}

// An ARG without a default takes the value of the global one.
Variable StageState::value_of_arg(std::string_view name, bool& global) const {
  const auto found = arguments_.globals.find(name);
  global = found != arguments_.globals.end();
  return global ? found->second : Variable{};
}

}  // namespace mountlint
