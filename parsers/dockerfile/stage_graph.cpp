// The stages as BuildKit's dispatchStates keep them (frontend/dockerfile/dockerfile2llb/convert.go). COPY --from and
// mounts look a name up in the whole file, and of two stages with one name they mean the last. Numbers go on behind the
// written stages: an image in COPY --from, or a mount, adds one. Named contexts are given with the build and not known
// here; they would have to be image names, too.
#include "parsers/dockerfile/stage_graph.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/dispatch_errors.h"
#include "parsers/dockerfile/expand.h"
#include "parsers/dockerfile/image_names.h"
#include "parsers/dockerfile/limits.h"
#include "parsers/dockerfile/stages.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::size_t most_steps = 1'000'000;
constexpr std::size_t most_names = 64;

// The names that may have been meant: those of the nearest stages, so that a file of many stages takes no longer.
std::vector<std::string_view> names_before(const File& file, std::size_t stage) {
  std::vector<std::string_view> names;
  for (std::size_t i = std::min(stage, file.stages.size()); i > 0 && names.size() < most_names; --i)
    if (!file.stages[i - 1].name.empty()) names.push_back(file.stages[i - 1].name);
  return names;
}

// Nearly all names are right: the suggestions are looked for only where one is not.
bool is_image_name(const Text& name) {
  SyntaxErrors wrong;
  check_image_name(name, {}, wrong);
  return wrong.empty();
}

// strconv.Atoi
std::optional<std::int64_t> number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Variable unset_variable(std::string_view) { return {}; }

// Whether BuildKit would change the value if it expanded it: then it refuses it.
bool would_expand(const Text& value, char escape) {
  if (value.value().find_first_of("$'\"\\`") == std::string_view::npos) return false;
  TextArena scratch;
  SyntaxErrors wrong;
  const Text expanded = expand(value, escape, unset_variable, scratch, wrong);
  return !wrong.empty() || expanded.value() != value.value();
}

// The last `from` of a mount; keys in any letter case.
const Text* mount_source(const RunMountFlag& mount) {
  const Text* from = nullptr;
  for (const MountField& field : mount.fields)
    if (field.value && equal_fold(field.key.value(), "from")) from = &*field.value;
  return from;
}

// One stage that takes something from another, and where it says so.
struct Edge {
  std::uint32_t stage, source;
  Text from;
  bool mount;
};

class GraphChecker {
 public:
  GraphChecker(const File& file, SyntaxErrors& errors) : file_(file), errors_(errors), before_(errors.size()) {
    for (const Stage& stage : file.stages)
      if (!stage.name.empty()) by_name_[stage.name] = stage.index;
    sources_.resize(file.stages.size());
  }

  void check() {
    for (const Stage& stage : file_.stages) read_stage(stage);
    for (const Edge& edge : edges_)
      if (edge.source >= edge.stage && has_room()) check_edge(edge);
  }

 private:
  bool has_room() const { return errors_.size() - before_ < most_errors; }

  void read_stage(const Stage& stage) {
    const std::size_t last = std::min<std::size_t>(stage.last, file_.instructions.size());
    for (std::size_t i = stage.first; i < last && has_room(); ++i) {
      const Instruction& instruction = file_.instructions[i];
      if (const Copy* copy = instruction.as<Copy>(); copy && copy->from) read_copy(stage, *copy->from);
      if (const Run* run = instruction.as<Run>()) read_mounts(stage, *run);
    }
  }

  void read_copy(const Stage& stage, const Text& from) {
    if (!from.is_known() || from.empty()) return;
    if (would_expand(from, file_.escape)) return report_variable(from);
    if (const auto index = number(from.value())) return read_index(stage, *index, from);
    if (!add_edge(stage, from, false)) read_image(stage, from);
  }

  void report_variable(const Text& from) {
    report_value(from, "`--from` cannot hold a variable or quotes", errors_).help =
        "name a stage here, and use the variable in its `FROM`";
  }

  void read_index(const Stage& stage, std::int64_t index, const Text& from) {
    const auto count = static_cast<std::int64_t>(file_.stages.size());
    if (index >= 0 && index < count) return link(stage, static_cast<std::uint32_t>(index), from, false);
    if (index >= 0 && index < count + hidden_) return;
    report_value(from, fmt::format("there is no stage number {}", index), errors_).help =
        count == 1 ? "the only stage has the number 0" : fmt::format("the stages have the numbers 0 to {}", count - 1);
  }

  void read_mounts(const Stage& stage, const Run& run) {
    for (const RunMountFlag& mount : run.mounts) {
      const Text* from = mount_source(mount);
      const bool is_stage = from && from->is_known() && mount.valid && add_edge(stage, *from, true);
      ++hidden_;
      if (from && mount.valid && !is_stage && !has_variable(*from)) check_image(stage, *from);
    }
  }

  // That is an error of the instruction already; a `$` at the very end is none.
  static bool has_variable(const Text& from) {
    const std::size_t dollar = from.value().find('$');
    return dollar != std::string_view::npos && dollar + 1 < from.size();
  }

  void read_image(const Stage& stage, const Text& from) {
    ++hidden_;
    check_image(stage, from);
  }

  void check_image(const Stage& stage, const Text& from) {
    if (has_room() && !is_image_name(from)) check_image_name(from, names_before(file_, stage.index), errors_);
  }

  bool add_edge(const Stage& stage, const Text& from, bool mount) {
    const auto found = by_name_.find(lower(from.value()));
    if (found == by_name_.end()) return false;
    link(stage, found->second, from, mount);
    return true;
  }

  void link(const Stage& stage, std::uint32_t source, const Text& from, bool mount) {
    edges_.push_back({stage.index, source, from, mount});
    sources_[stage.index].push_back(source);
  }

  std::string name_of(std::uint32_t stage) const {
    const std::string& name = file_.stages[stage].name;
    return name.empty() ? fmt::format("number {}", stage) : fmt::format("`{}`", name);
  }

  static Claim claim_of(const Edge& edge) {
    return edge.mount ? Claim::build_mount_invalid_option : Claim::dockerfile_syntax;
  }

  void check_edge(const Edge& edge) {
    const char* verb = edge.mount ? "mount" : "copy";
    if (edge.source == edge.stage)
      return (void)(report_value(edge.from, fmt::format("a stage cannot {} from itself", verb), errors_).claim =
                        claim_of(edge));
    const bool circle = reaches(edge.source, edge.stage);
    const std::string message =
        circle ? fmt::format("this stage and stage {} need each other", name_of(edge.source))
               : fmt::format("cannot {} from stage {}: it comes later in this file", verb, name_of(edge.source));
    SyntaxError& error = report_value(edge.from, message, errors_);
    error.claim = claim_of(edge);
    const Stage& source = file_.stages[edge.source];
    if (source.first < file_.instructions.size())
      error.notes.push_back({file_.instructions[source.first].span, "the stage begins here"});
  }

  bool reaches(std::uint32_t from, std::uint32_t to) {
    std::vector<bool> seen(sources_.size());
    std::vector<std::uint32_t> open = {from};
    while (!open.empty() && steps_ < most_steps) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (at == to) return true;
      if (seen[at]) continue;
      seen[at] = true;
      steps_ += 1 + sources_[at].size();
      open.insert(open.end(), sources_[at].begin(), sources_[at].end());
    }
    return false;
  }

  const File& file_;
  SyntaxErrors& errors_;
  std::size_t before_;
  std::map<std::string, std::uint32_t, std::less<>> by_name_;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::uint32_t>> sources_;
  std::int64_t hidden_ = 0;
  std::size_t steps_ = 0;
};

bool is_stage(const File& file, const Stage& stage, std::string_view image) {
  if (std::any_of(image.begin(), image.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
  return stage_named(file, image, stage.index) != nullptr;
}

}  // namespace

void check_stage_graph(const File& file, SyntaxErrors& errors) { GraphChecker(file, errors).check(); }

void check_base_image(const File& file, const Stage& stage, const Text& image, SyntaxErrors& errors) {
  const auto name = image.known();
  if (!name) return;
  if (!name->empty()) {
    if (is_image_name(image) || is_stage(file, stage, *name)) return;
    return check_image_name(image, names_before(file, stage.index), errors);
  }
  report_value(image, fmt::format("the image `{}` of `FROM` is empty", file.from(stage).image.shown()), errors);
}

}  // namespace mountlint::dockerfile
