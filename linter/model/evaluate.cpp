// Evaluates a Dockerfile, once for each way it is built: the chain of stages from FROM to the target, ARG and ENV with
// the arguments of that build, and what the image has in the end. What stands on the Stage itself (its VOLUMEs and
// mounts) is taken from the first build that reaches it. Equal builds are evaluated once.
#include "linter/model/evaluate.h"

#include <algorithm>
#include <map>
#include <set>

#include "linter/model/build_mounts.h"
#include "linter/model/container.h"
#include "linter/model/image_writes.h"
#include "linter/model/stage_state.h"
#include "linter/model/volume_operands.h"
#include "linter/model/volume_writes.h"
#include "parsers/dockerfile/platforms.h"
#include "parsers/dockerfile/stage_graph.h"
#include "parsers/dockerfile/stages.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

// No real image has more; it keeps hostile files from taking quadratic time.
constexpr std::size_t longest_chain = 256;
constexpr std::size_t most_visits = 20'000'000;

const dockerfile::From* from_of(const Stage& stage) {
  const auto& instructions = stage.dockerfile->file->instructions;
  if (stage.syntax->first >= instructions.size()) return nullptr;
  return instructions[stage.syntax->first].as<dockerfile::From>();
}

bool has_upper_case(std::string_view name) {
  return std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_windows_image(const std::optional<ImageReference>& image) {
  if (!image) return false;
  if (image->name.starts_with("mcr.microsoft.com/windows")) return true;
  const std::string_view tag = image->tag ? image->tag->value() : std::string_view();
  return tag.find("nanoserver") != tag.npos || tag.find("windowsservercore") != tag.npos;
}

class Evaluator {
 public:
  Evaluator(Dockerfile& dockerfile, const std::vector<const BuildRequest*>& requests)
      : dockerfile_(dockerfile), file_(*dockerfile.file), requests_(requests) {}

  void run();

 private:
  using Chain = std::vector<Stage*>;

  void make_stages();
  void add_build(const dockerfile::Stage& target, const BuildRequest* request);
  std::unique_ptr<Build> evaluated(const dockerfile::Stage& target, const compose::Build* build);
  void fill_others();

  // The FROM of a stage as one build reads it, and the stage it means, if it is one.
  Stage* base_of(Stage& stage, const BuildArguments& arguments);
  // `--platform` of FROM; empty if there is none.
  Text platform_of(const Stage& stage, const BuildArguments& arguments);
  Chain chain_to(Stage& target, const BuildArguments& arguments);
  StageState start(const Chain& chain, const BuildArguments& arguments);
  // Walks one stage; fills the Stage if no build did so before, and `build` (which may be null).
  void walk(Stage& stage, StageState& state, const BuildArguments& arguments, Build* build);
  void fill(Stage& stage, const dockerfile::Instruction& instruction, StageState& state);
  bool is_filled(const Stage& stage) const { return filled_[stage.syntax->index]; }
  Expansion expansion() { return {*dockerfile_.texts, dockerfile_.errors, file_.escape}; }
  void unify_errors();

  Dockerfile& dockerfile_;
  const dockerfile::File& file_;
  const std::vector<const BuildRequest*>& requests_;
  std::vector<bool> filled_;
  std::map<std::string, const Build*> evaluated_;
  std::size_t visits_ = 0;
};

void Evaluator::run() {
  make_stages();
  if (dockerfile_.stages.empty()) return;
  for (const BuildRequest* request : requests_) {
    const std::optional<Text>& target = request->build->target;
    const std::optional<std::string_view> name = target ? target->known() : std::string_view();
    const dockerfile::Stage* stage = name ? dockerfile::target_stage(file_, *name) : nullptr;
    if (stage && visits_ < most_visits) add_build(*stage, request);
  }
  if (dockerfile_.builds.empty()) add_build(file_.stages.back(), nullptr);
  fill_others();
  judge_volume_writes(dockerfile_);
  dockerfile::check_stage_graph(file_, dockerfile_.errors);
  unify_errors();
}

void Evaluator::make_stages() {
  filled_.resize(file_.stages.size());
  for (const dockerfile::Stage& syntax : file_.stages) {
    auto stage = std::make_unique<Stage>();
    stage->dockerfile = &dockerfile_;
    stage->syntax = &syntax;
    stage->mounts.complete = syntax.complete;
    if (syntax.first < file_.instructions.size()) stage->place.span = file_.instructions[syntax.first].span;
    dockerfile_.stages.push_back(std::move(stage));
  }
}

// Two requests with one key give the same image.
std::string key_of(const dockerfile::Stage& target, const compose::Build* build) {
  std::string key = std::to_string(target.index);
  if (!build) return key;
  key += build->args.complete ? "+" : "?";
  for (const compose::Variable& variable : build->args) {
    (key += variable.name.value()) += variable.value ? '=' : '?';
    if (variable.value) key += variable.value->value();
    key += '\0';
  }
  return key;
}

void Evaluator::add_build(const dockerfile::Stage& target, const BuildRequest* request) {
  const compose::Build* syntax = request ? request->build : nullptr;
  const Build*& same = evaluated_[key_of(target, syntax)];
  std::unique_ptr<Build> build = same ? std::make_unique<Build>(*same) : evaluated(target, syntax);
  if (!same) same = build.get();
  build->container = request ? request->container : nullptr;
  build->context = request ? request->context : std::string(directory_of(dockerfile_.path));
  if (request) request->container->build = build.get();
  for (const Stage* stage : build->chain) dockerfile_.stages[stage->syntax->index]->builds.push_back(build.get());
  dockerfile_.builds.push_back(std::move(build));
}

std::unique_ptr<Build> Evaluator::evaluated(const dockerfile::Stage& target, const compose::Build* syntax) {
  Expansion out = expansion();
  const BuildArguments arguments = build_arguments(file_, syntax ? &syntax->args : nullptr, out);
  const Chain chain = chain_to(*dockerfile_.stages[target.index], arguments);
  auto build = std::make_unique<Build>();
  build->dockerfile = &dockerfile_;
  build->stage = chain.back();
  build->chain.assign(chain.begin(), chain.end());
  const dockerfile::From* from = from_of(*chain.front());
  if (from) build->base_image = parse_image(expand_from(from->image, arguments, out));
  StageState state = start(chain, arguments);
  for (Stage* stage : chain) walk(*stage, state, arguments, build.get());
  for (const auto& [name, value] : state.environment()) build->environment.push_back({name, value});
  build->environment.complete = state.environment_complete();
  if (state.working_dir().starts_with('/')) build->working_dir = clean_path(state.working_dir());
  build->user = state.user();
  build->complete = state.complete();
  return build;
}

void Evaluator::fill_others() {
  Expansion out = expansion();
  const compose::Build* first = requests_.empty() ? nullptr : requests_.front()->build;
  const BuildArguments arguments = build_arguments(file_, first ? &first->args : nullptr, out);
  for (auto at = dockerfile_.stages.rbegin(); at != dockerfile_.stages.rend() && visits_ < most_visits; ++at) {
    if (is_filled(**at)) continue;
    const Chain chain = chain_to(**at, arguments);
    StageState state = start(chain, arguments);
    for (Stage* stage : chain) walk(*stage, state, arguments, nullptr);
  }
}

Stage* Evaluator::base_of(Stage& stage, const BuildArguments& arguments) {
  const dockerfile::From* from = from_of(stage);
  if (!from) return nullptr;
  Expansion out = expansion();
  const Text image = expand_from(from->image, arguments, out);
  const std::optional<std::string_view> name = image.known();
  // A stage is named in lower case; FROM compares exactly.
  const bool may_be_stage = name && !name->empty() && !has_upper_case(*name);
  const dockerfile::Stage* base = may_be_stage ? dockerfile::stage_named(file_, *name, stage.syntax->index) : nullptr;
  Stage* found = base ? dockerfile_.stages[base->index].get() : nullptr;
  if (is_filled(stage)) return found;
  stage.base = found;
  stage.base_image = image;
  if (!found) stage.image = parse_image(image);
  const Text platform = platform_of(stage, arguments);
  dockerfile::check_base_image(file_, *stage.syntax, image, out.errors);
  if (from->platform) dockerfile::check_platform(*from->platform, platform, out.errors);
  stage.windows = platform.value().starts_with("windows") || is_windows_image(stage.image) || file_.escape == '`';
  return found;
}

Text Evaluator::platform_of(const Stage& stage, const BuildArguments& arguments) {
  const dockerfile::From* from = from_of(stage);
  Expansion out = expansion();
  return from && from->platform ? expand_from(*from->platform, arguments, out) : Text();
}

Evaluator::Chain Evaluator::chain_to(Stage& target, const BuildArguments& arguments) {
  Chain chain;
  for (Stage* at = &target; at && chain.size() < longest_chain; at = base_of(*at, arguments)) chain.push_back(at);
  std::ranges::reverse(chain);
  for (std::size_t i = 1; i < chain.size(); ++i)
    if (!is_filled(*chain[i])) chain[i]->windows |= chain[i - 1]->windows;
  return chain;
}

StageState Evaluator::start(const Chain& chain, const BuildArguments& arguments) {
  StageState state(arguments, expansion());
  const std::optional<ImageReference>& image = chain.front()->image;
  state.start_from_image(image && !chain.front()->base ? std::string_view(image->name) : std::string_view());
  return state;
}

// The command and the entrypoint that the image has after this instruction.
void note_command(const dockerfile::Instruction& instruction, bool& command_in_stage, Build& build) {
  if (const auto* command = instruction.as<dockerfile::Cmd>()) {
    build.command = command->command;
    command_in_stage = true;
  }
  const auto* entrypoint = instruction.as<dockerfile::Entrypoint>();
  if (!entrypoint) return;
  build.entrypoint = entrypoint->command;
  if (!command_in_stage) build.command = dockerfile::Command{.json = true};
}

// The VOLUMEs of a stage in the image: its own, and the triggers of the stage that it is built FROM.
void note_volumes(const Stage& stage, Build& build) {
  if (stage.base)
    for (const VolumeOperand& operand : stage.base->volumes)
      if (operand.onbuild) build.volumes.push_back(&operand);
  for (const VolumeOperand& operand : stage.volumes)
    if (!operand.onbuild) build.volumes.push_back(&operand);
}

void Evaluator::walk(Stage& stage, StageState& state, const BuildArguments& arguments, Build* build) {
  const bool first_time = !is_filled(stage);
  bool command_in_stage = false;
  const Text platform = platform_of(stage, arguments);
  if (platform.value().starts_with("windows")) state.set_windows(true);
  const std::size_t last = std::min<std::size_t>(stage.syntax->last, file_.instructions.size());
  for (const dockerfile::Instruction* trigger : state.take_triggers()) {
    if (build) note_command(*trigger, command_in_stage, *build);
    state.apply(*trigger);
  }
  for (std::size_t i = stage.syntax->first + 1; i < last; ++i, ++visits_) {
    const dockerfile::Instruction& instruction = file_.instructions[i];
    if (first_time) fill(stage, instruction, state);
    if (build) note_command(instruction, command_in_stage, *build);
    state.apply(instruction);
  }
  filled_[stage.syntax->index] = true;
  if (build) note_volumes(stage, *build);
}

void Evaluator::fill(Stage& stage, const dockerfile::Instruction& instruction, StageState& state) {
  add_build_mounts(instruction, state, stage, expansion(), stage.mounts);
  add_image_writes(instruction, state, stage);
  for (VolumeOperand& operand : volume_operands({file_, instruction, stage.windows}, state)) {
    stage.onbuild_volumes |= operand.onbuild;
    stage.volumes.push_back(std::move(operand));
  }
}

// Several builds meet the same mistake, and the parser may have met it before.
void Evaluator::unify_errors() {
  SyntaxErrors& errors = dockerfile_.errors;
  std::set<Span> known;
  for (const SyntaxError& error : file_.errors) known.insert(error.span);
  const auto is_known = [&](const SyntaxError& error) { return !known.insert(error.span).second; };
  std::erase_if(errors, is_known);
  std::ranges::stable_sort(errors, {}, &SyntaxError::span);
}

}  // namespace

void evaluate(Dockerfile& dockerfile, const std::vector<const BuildRequest*>& requests) {
  Evaluator(dockerfile, requests).run();
}

}  // namespace mountlint
