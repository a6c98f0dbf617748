// Layer 3: what the builder makes of values, mounts and stages in a plain build of all stages: no arguments,
// linux/amd64, base images that set no variables.
#include <algorithm>
#include <map>
#include <optional>

#include "linter/model/stage_state.h"
#include "parsers/dockerfile/mount_options.h"
#include "parsers/dockerfile/platforms.h"
#include "parsers/dockerfile/stage_graph.h"
#include "parsers/dockerfile/stages.h"
#include "tests/conformance/dockerfile_answer.h"

namespace mountlint::conformance {

using namespace dockerfile;
using nlohmann::json;

namespace {

const char* type_of(const Instruction& in) {
  static constexpr const char* names[] = {
      "broken", "add",        "arg",     "cmd", "copy",  "entrypoint", "env",  "expose", "from",   "healthcheck",
      "label",  "maintainer", "onbuild", "run", "shell", "stopsignal", "user", "volume", "workdir"};
  return names[in.detail.index()];
}

std::string field_name(const ExpandedWord& word, const Instruction& in) {
  const std::string index = std::to_string(word.index);
  switch (word.use) {
    case WordUse::argument:
      return clean(in.as<Arg>()->variables[word.index].key.value());
    case WordUse::key:
      return "key" + index;
    case WordUse::value:
      return "value" + index;
    case WordUse::path:
      return "volume" + index;
    case WordUse::directory:
      return "dir";
    case WordUse::user:
      return "user";
    case WordUse::port:
      return "port" + index;
    case WordUse::signal:
      return "signal";
    case WordUse::owner:
      return "chown";
    case WordUse::mode:
      return "chmod";
    case WordUse::checksum:
      return "checksum";
    case WordUse::source:
      return "source" + index;
    case WordUse::destination:
      return "dest";
    case WordUse::content:
      return "content" + index;
  }
  return {};
}

json value_json(const std::string& field, const Text& written, const Text& value,
                const std::optional<std::string>& error) {
  json out = {{"field", field}};
  if (written.span().valid()) out["raw"] = clean(written.value());
  if (error) out["error"] = *error;
  if (!error || value.is_known()) out["value"] = clean(value.value());
  return out;
}

class Walk {
 public:
  explicit Walk(const File& file) : file_(file) {}

  void add(json& out) {
    if (out["parse"].contains("ok")) {
      walk_globals();
      check_stage_graph(file_, errors_);
      for (const Stage& stage : file_.stages) walk(stage);
      put(out, "expanded", std::move(expanded_));
      put(out, "mounts", std::move(mounts_));
    }
    add_checks(out);
  }

 private:
  Expansion expansion() { return {texts_, errors_, file_.escape}; }

  std::uint32_t line_of(const Instruction& in) const { return first_line(file_, in); }

  json entry(std::size_t node, const char* type) const {
    return {{"node", node}, {"line", line_of(file_.instructions[node])}, {"type", type}, {"values", json::array()}};
  }

  // The words of ARG instructions come in one list.
  void walk_globals() {
    Expansion out = expansion();
    ExpandedWords words;
    arguments_ = build_arguments(file_, nullptr, out, Outside::empty, &words);
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < file_.meta_args; ++i) {
      const Arg* arg = file_.instructions[i].as<Arg>();
      if (!arg) continue;
      json each = entry(i, "arg");
      const bool wrong = first_error(file_.errors, Layer::instruction, file_.instructions[i].lines);
      each["global"] = true;
      for (std::size_t k = 0; k < arg->variables.size(); ++k, ++next)
        if (!is_absent(words[next])) each["values"].push_back(word_json(words[next], file_.instructions[i]));
      if (!wrong && !each["values"].empty()) expanded_.push_back(std::move(each));
    }
  }

  // An ARG without any value.
  static bool is_absent(const ExpandedWord& word) {
    return word.use == WordUse::argument && !word.written.span().valid() && !word.has_value;
  }

  static json word_json(const ExpandedWord& word, const Instruction& in) {
    json out = value_json(field_name(word, in), word.written, word.value, word.error);
    put(out, "global", word.global);
    const bool split = word.use == WordUse::port && !word.error &&
                       (word.ports.size() != 1 || word.ports[0].value() != word.value.value());
    if (split) out["words"] = clean_list(word.ports);
    return out;
  }

  json from_value(const char* field, const Text& word, Text& value) {
    Expansion out = expansion();
    const std::size_t before = errors_.size();
    value = expand_from(word, arguments_, out);
    return value_json(field, word, value,
                      errors_.size() > before ? std::optional(errors_[before].message) : std::nullopt);
  }

  void walk(const Stage& stage) {
    const dockerfile::From& from = file_.from(stage);
    const bool wrong = first_error(file_.errors, Layer::instruction, file_.instructions[stage.first].lines);
    json each = entry(stage.first, "from");
    Text image, platform;
    each["values"].push_back(from_value("base", from.image, image));
    if (from.platform && !from.platform->empty())
      each["values"].push_back(from_value("platform", *from.platform, platform));
    check_base_image(file_, stage, image, errors_);
    if (from.platform) check_platform(*from.platform, platform, errors_);
    const dockerfile::Stage* base = from_stage(image, stage.index);
    if (base) each["fromStage"] = base->index;
    if (!wrong) expanded_.push_back(std::move(each));

    StageState state = begin(base, image, platform);
    state.take_triggers();
    if (base) run_triggers(*base, stage.first, state);
    for (std::size_t i = stage.first + 1; i < stage.last; ++i) dispatch(file_.instructions[i], i, state, false);
    states_.emplace(stage.index, std::move(state));
  }

  // At the begin of a stage that is built FROM `base`. A wrong one is an error only here.
  void run_triggers(const Stage& base, std::size_t node, StageState& state) {
    for (std::size_t i = base.first; i < base.last; ++i) {
      const Instruction& in = file_.instructions[i];
      const auto* onbuild = in.as<Onbuild>();
      if (!onbuild) continue;
      if (const SyntaxError* error = first_error(file_.errors, Layer::instruction, in.lines)) {
        json each = entry(node, "");
        each.erase("type");
        each["onbuild"] = true;
        each["error"] = error->message;
        expanded_.push_back(std::move(each));
        errors_.push_back({file_.instructions[node].keyword.span(), error->message});
      } else if (onbuild->trigger) {
        dispatch(*onbuild->trigger, node, state, true);
      }
    }
  }

  const dockerfile::Stage* from_stage(const Text& image, std::uint32_t before) const {
    const auto name = image.known();
    const bool upper = name && std::ranges::any_of(*name, [](char c) { return c >= 'A' && c <= 'Z'; });
    return name && !upper ? stage_named(file_, *name, before) : nullptr;
  }

  StageState begin(const dockerfile::Stage* base, const Text& image, const Text& platform) {
    const auto found = base ? states_.find(base->index) : states_.end();
    StageState state = found != states_.end() ? found->second : StageState(arguments_, expansion());
    if (found == states_.end()) state.start_from_image(image.value() == "scratch" ? "scratch" : "an image");
    if (platform.value().starts_with("windows")) state.set_windows(true);
    return state;
  }

  void dispatch(const Instruction& in, std::size_t node, StageState& state, bool onbuild) {
    if (first_error(file_.errors, Layer::instruction, in.lines)) return;
    if (const auto* run = in.as<dockerfile::Run>()) add_mounts(in, *run, node, state, onbuild);
    ExpandedWords words;
    state.apply(in, &words);
    for (ExpandedWord& word : words)
      if (word.use == WordUse::path && word.value.empty() && !word.error) refuse_empty_path(word);
    json each = entry(node, type_of(in));
    if (in.as<Expose>()) sort_ports(words);
    for (const ExpandedWord& word : words)
      if (!is_absent(word)) each["values"].push_back(word_json(word, in));
    if (onbuild) each["onbuild"] = true;
    if (in.as<Workdir>() && !words[0].error) add_directory(state, each);
    if (const Copy* copy = in.as<Copy>(); copy && copy->from) add_source_stage(*copy->from, each);
    if (!each["values"].empty()) expanded_.push_back(std::move(each));
  }

  void add_mounts(const Instruction& in, const dockerfile::Run& run, std::size_t node, const StageState& state,
                  bool onbuild) {
    if (run.mounts.empty()) return;
    json each = {{"node", node}, {"line", line_of(file_.instructions[node])}, {"mounts", json::array()}};
    auto flag = in.flags.begin();
    for (const RunMountFlag& mount : run.mounts) {
      while (flag->span != mount.span) ++flag;
      each["mounts"].push_back(mount_json(mount, *flag->value, state));
    }
    put(each, "onbuild", onbuild);
    mounts_.push_back(std::move(each));
  }

  json mount_json(const RunMountFlag& flag, const Text& raw, const StageState& state) {
    const Variables variables = [&](std::string_view name) { return state.variable(name); };
    const std::size_t before = errors_.size();
    json out = {{"raw", clean(raw.value())}};
    const MountOptions options = read_mount_options(flag, file_.escape, variables, texts_, errors_);
    if (errors_.size() > before) {
      out["error"] = errors_[before].message;
      out["layer"] = errors_[before].layer == Layer::dispatch ? 3 : 2;
      return out;
    }
    // The directory of a base image is taken as `/`.
    const std::string_view directory = state.working_dir().empty() ? "/" : std::string_view(state.working_dir());
    check_mount_in_stage(options, {directory, state.windows()}, errors_);
    add_options(options, out);
    if (state.windows()) return out;
    put(out, "effectiveID", clean(effective_id(options).value_or("")));
    put(out, "effectiveTarget", clean(effective_target(options, state.working_dir())));
    return out;
  }

  void add_options(const MountOptions& options, json& out) const {
    if (options.type.value) out["type"] = name_of(*options.type.value);
    for (const auto& [key, value] : {std::pair{"from", &options.from},
                                     {"source", &options.source},
                                     {"target", &options.target},
                                     {"id", &options.id}})
      put(out, key, clean(value->text.value()));
    if (options.env.given()) out["env"] = clean(options.env.text.value());
    if (options.read_only.value) out["readonly"] = *options.read_only.value;
    put(out, "required", options.required.value.value_or(false));
    put(out, "size", options.size.value.value_or(0));
    if (options.sharing.value) out["sharing"] = name_of(*options.sharing.value);
    if (options.mode.value) out["mode"] = octal_text(*options.mode.value);
    if (options.uid.value) out["uid"] = *options.uid.value;
    if (options.gid.value) out["gid"] = *options.gid.value;
    const auto all = static_cast<std::uint32_t>(file_.stages.size());
    if (const dockerfile::Stage* stage = stage_named(file_, options.from.text.value(), all))
      out["fromStage"] = stage->index;
  }

  // In the linter this is a rule, volume-invalid-path.
  void refuse_empty_path(ExpandedWord& word) {
    word.error = "a path of `VOLUME` must not be empty";
    errors_.push_back({word.written.span(), *word.error});
  }

  // As BuildKit does before it expands them.
  static void sort_ports(ExpandedWords& words) {
    std::ranges::stable_sort(words, {}, [](const ExpandedWord& word) { return word.written.value(); });
    for (std::uint32_t i = 0; ExpandedWord & word : words) word.index = i++;
  }

  static void add_directory(const StageState& state, json& out) {
    if (state.working_dir().empty())
      out["relativeToBase"] = true;
    else
      out["dir"] = clean(state.working_dir());
  }

  void add_source_stage(const Text& from, json& out) const {
    const dockerfile::Stage* found = copied_stage(file_, from.value());
    // A stage whose FROM is wrong is none for BuildKit.
    const bool wrong = found && first_error(file_.errors, Layer::instruction, file_.instructions[found->first].lines);
    if (found && !wrong) out["fromStage"] = found->index;
  }

  // The first error of all, by layer.
  void add_checks(json& out) const {
    json& checks = out["checks"] = json::object();
    const json& parse = out["parse"];
    if (parse.contains("error")) {
      checks["error"] = {{"text", parse["error"]}, {"lines", parse["lines"]}};
      return;
    }
    const json& instructions = out["instructions"];
    if (instructions.contains("error")) {
      checks["error"] = {{"text", instructions["error"]}, {"lines", {instructions["line"], instructions["line"]}}};
      return;
    }
    json all = json::array();
    for (const SyntaxErrors* errors : {&file_.errors, &errors_})
      for (const SyntaxError& error : *errors)
        if ((error.layer == Layer::dispatch && !is_in_trigger(error)) || errors == &errors_)
          all.push_back(error_json(error));
    if (all.empty()) return;
    checks["error"] = all[0];
    all.erase(0);
    put(checks, "others", std::move(all));
  }

  // BuildKit finds it only in a child.
  bool is_in_trigger(const SyntaxError& error) const {
    return std::ranges::any_of(
        file_.instructions, [&](const Instruction& in) { return in.as<Onbuild>() && in.lines.contains(error.span); });
  }

  json error_json(const SyntaxError& error) const {
    json out = {{"text", error.message}};
    for (const Instruction& in : file_.instructions)
      if (in.lines.contains(error.span)) out["lines"] = {line_of(in), file_.source->line_of(in.lines.end)};
    return out;
  }

  const File& file_;
  TextArena texts_;
  SyntaxErrors errors_;
  BuildArguments arguments_;
  std::map<std::uint32_t, StageState> states_;
  json expanded_ = json::array(), mounts_ = json::array();
};

}  // namespace

void add_build(const File& file, json& out) { Walk(file).add(out); }

}  // namespace mountlint::conformance
