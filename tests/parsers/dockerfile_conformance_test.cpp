// Holds the parser against what BuildKit itself says about 2,126 small cases and, where a corpus lies beside the
// checkout, about files of real projects. Each difference that is meant has its reason in a table here; any other
// fails.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parsers/dockerfile/ast.h"
#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/expand.h"
#include "tests/parsers/dockerfile_tally.h"

using namespace mountlint;
using namespace mountlint::dockerfile;
using nlohmann::json;

namespace {

const std::filesystem::path shared = std::filesystem::path(MOUNTLINT_SOURCE_DIR) / "../shared";
const std::filesystem::path answers = shared / "conformance/dockerfile";

constexpr std::string_view whole_characters = "BuildKit reads flags byte by byte and breaks characters";
constexpr std::string_view one_word = "BuildKit loses text before `${n<modifier>..}` when it splits words";
constexpr KnownDifference known_differences[] = {
    {"bytes/kelvin-sign-keyword.Dockerfile", "", "keywords are ASCII here"},
    {"bytes/utf8-a-grave-in-flag.Dockerfile", "", whole_characters},
    {"bytes/utf8-byte-85-in-flag.Dockerfile", "", whole_characters},
    {"bytes/utf8-in-flag.Dockerfile", "", whole_characters},
    {"bytes/utf8-in-mount-target.Dockerfile", "", whole_characters},
    {"bytes/bad-utf8-in-flag.Dockerfile", "", whole_characters},
    {"healthcheck/interval-micro.Dockerfile", "", whole_characters},
    {"healthcheck/nbsp.Dockerfile", "", whole_characters},
    {"rest/flag-blank-byte-at-end.Dockerfile", "", whole_characters},
    {"rest/flag-nel-byte-at-end.Dockerfile", "", whole_characters},
    {"heredoc-run/variable-default-name.Dockerfile", "", one_word},
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

json clean_list(const std::vector<Text>& texts) {
  json list = json::array();
  for (const Text& text : texts) list.push_back(clean(text.value()));
  return list;
}

bool looks_like_heredoc(const std::string& word) {
  const std::size_t digits = word.find_first_not_of("0123456789");
  if (digits == word.npos || word.compare(digits, 2, "<<") != 0) return false;
  const std::string rest = word.substr(digits + 2);
  return !rest.empty() && rest != "-" && rest.find('<') == rest.npos;
}

json without_heredocs(const json& words) {
  json list = json::array();
  for (const json& word : words)
    if (!looks_like_heredoc(word)) list.push_back(word);
  return list;
}

json command_words(const Command& command) {
  if (command.json) return clean_list(command.words);
  return command.shell.empty() ? json::array() : json::array({clean(command.shell.value())});
}

json pairs(const std::vector<KeyValue>& list) {
  json out = json::array();
  for (const KeyValue& pair : list)
    out.push_back({clean(pair.key.value()), clean(pair.value.value()), pair.legacy ? "" : "="});
  return out;
}

json arguments_of(const Arg& arg) {
  json out = json::array();
  for (std::size_t i = 0; i < arg.variables.size(); ++i) {
    std::string word(arg.variables[i].key.value());
    if (arg.has_default[i]) word += '=' + std::string(arg.variables[i].value.value());
    out.push_back(clean(word));
  }
  return out;
}

struct Shape {
  json args = json::array();
  bool json_form = false;
};

json transfer(const Words& sources, const Text& destination) {
  json list = clean_list(sources.items);
  list.push_back(clean(destination.value()));
  return list;
}

// The arguments as layer 1 of BuildKit has them, from our typed node.
Shape shape_of(const Instruction& in) {
  if (const auto* add = in.as<Add>()) return {transfer(add->sources, add->destination), add->sources.json};
  if (const auto* copy = in.as<Copy>()) return {transfer(copy->sources, copy->destination), copy->sources.json};
  if (const auto* run = in.as<dockerfile::Run>()) return {command_words(run->command), run->command.json};
  if (const auto* cmd = in.as<Cmd>()) return {command_words(cmd->command), cmd->command.json};
  if (const auto* entry = in.as<Entrypoint>()) return {command_words(entry->command), entry->command.json};
  if (const auto* shell = in.as<dockerfile::Shell>()) return {clean_list(shell->words), true};
  if (const auto* volume = in.as<Volume>()) return {clean_list(volume->paths.items), volume->paths.json};
  if (const auto* expose = in.as<Expose>()) return {clean_list(expose->ports), false};
  if (const auto* arg = in.as<Arg>()) return {arguments_of(*arg), false};
  if (in.as<dockerfile::From>()) return {clean_list(split_at_blanks(in.arguments)), false};
  if (in.as<Healthcheck>()) {
    const Healthcheck& check = *in.as<Healthcheck>();
    json args = json::array({clean(split_at_blanks(in.arguments)[0].value())});
    for (const json& word : command_words(check.command)) args.push_back(word);
    return {args, check.command.json};
  }
  return {json::array({clean(in.arguments.value())}), false};
}

json flags_of(const Instruction& in) {
  json list = json::array();
  for (const Flag& flag : in.flags)
    list.push_back(clean(fmt::format("--{}{}{}", flag.name.value(), flag.value ? "=" : "",
                                     flag.value ? flag.value->value() : std::string_view())));
  return list;
}

json heredocs_of(const Instruction& in) {
  json list = json::array();
  for (const Heredoc& heredoc : in.heredocs)
    list.push_back({{"name", clean(heredoc.name.value())},
                    {"content", clean(heredoc.content.value())},
                    {"expand", heredoc.expand},
                    {"chomp", heredoc.chomp}});
  return list;
}

std::string without_leading_tabs(const std::string& text) {
  std::istringstream lines(text);
  std::string out, line;
  while (std::getline(lines, line)) out += line.substr(std::min(line.find_first_not_of('\t'), line.size())) + '\n';
  return out;
}

json expected_heredocs(const json& node) {
  json list = json::array();
  for (const json& heredoc : node.value("heredocs", json::array())) {
    const bool chomp = heredoc.value("chomp", false);
    const std::string content = heredoc.value("content", "");
    list.push_back({{"name", heredoc.value("name", "")},
                    {"content", chomp ? without_leading_tabs(content) : content},
                    {"expand", heredoc.value("expand", false)},
                    {"chomp", chomp}});
  }
  return list;
}

// One file, its answer, and what we make of it.
class Comparison {
 public:
  Comparison(const json& answer, const std::filesystem::path& path, Tally& tally)
      : answer_(answer), name_(answer["path"]), tally_(tally) {
    source_ = std::make_shared<SourceFile>(FileId{1}, name_, read(path));
    file_ = dockerfile::parse(source_);
  }

  void run() {
    const json& expected = answer_["parse"];
    if (expected.contains("error")) return compare_parse_error(expected);
    compare_nodes();
    compare_whole();
  }

 private:
  std::uint32_t line(const Span& span) const { return source_->line_of(span.begin); }

  // Lines of directives and of too long lines are one too low in BuildKit.
  void compare_parse_error(const json& expected) {
    const bool empty = expected["error"] == "file with no instructions";
    const std::uint32_t first = empty ? 0 : expected["lines"][0].get<std::uint32_t>();
    const std::uint32_t last = expected["lines"][1];
    const bool found = std::any_of(file_.errors.begin(), file_.errors.end(), [&](const SyntaxError& error) {
      return first <= line(error.span) && line(error.span) <= last + 1;
    });
    tally_.compare(name_, "parse", expected["error"], found ? expected["error"] : json("no error at these lines"));
  }

  void compare_nodes() {
    const json& nodes = answer_["nodes"];
    const bool same = tally_.compare(name_, "nodes", nodes.size(), file_.instructions.size());
    if (!same) return;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      compare_node(nodes[i], file_.instructions[i]);
      compare_error(i);
      compare_mounts(i);
    }
  }

  void compare_node(const json& node, const Instruction& in) {
    compare_syntax(node, in);
    const std::uint32_t first = line(in.span);
    const std::uint32_t last = source_->line_of(in.span.empty() ? in.span.end : in.span.end - 1);
    const std::uint32_t begin = node["line"], end = node.value("end", begin);
    tally_.compare(name_, "line", begin, nothing_between(begin, first) ? begin : first);
    tally_.compare(name_, "end", end, last <= end && nothing_between(last + 1, end + 1) ? end : last);
    tally_.compare(name_, "heredocs", expected_heredocs(node), heredocs_of(in));
  }

  void compare_syntax(const json& node, const Instruction& in) {
    tally_.compare(name_, "keyword", node["keyword"], clean(in.keyword.value()));
    tally_.compare(name_, "flags", node.value("flags", json::array()), flags_of(in));
    const bool misspelt_from = in.as<dockerfile::From>() && !equal_fold(in.keyword.value(), "FROM");
    if (in.as<Broken>() || misspelt_from) return;
    if (const Onbuild* onbuild = in.as<Onbuild>()) return compare_trigger(node, *onbuild);
    const Env* env = in.as<Env>();
    const Label* label = in.as<Label>();
    if (env || label) {
      tally_.compare(name_, "kv", node.value("kv", json::array()), pairs(env ? env->variables : label->labels));
      return;
    }
    const Shape shape = shape_of(in);
    const json args = node.value("args", json::array());
    const bool transfers = in.as<Add>() || in.as<Copy>();
    tally_.compare(name_, "args", transfers ? without_heredocs(args) : args, shape.args);
    tally_.compare(name_, "json", node.value("json", false), shape.json_form);
  }

  void compare_trigger(const json& node, const Onbuild& onbuild) {
    if (onbuild.trigger) compare_syntax(node["sub"], *onbuild.trigger);
  }

  // True if the lines from `first` up to `last` hold only blanks, escape characters and comments: BuildKit counts them
  // to the instruction, a span does not.
  bool nothing_between(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t number = first; number < last; ++number) {
      if (number < 1 || number > source_->line_count()) return number == source_->line_count() + 1;
      const std::string_view text = source_->text(source_->line(number));
      const std::size_t at = skip_space(text, 0);
      if (at < text.size() && text[at] != '#' && text.find_first_not_of(" \t\r\\`", at) != text.npos) return false;
    }
    return first <= last;
  }

  // Errors of the file as a whole are not of the instruction where they stand.
  static bool is_of_instruction(const SyntaxError& error) {
    return error.message.find("before the first `FROM`") == error.message.npos &&
           error.message.find("has no `FROM`") == error.message.npos;
  }

  std::string errors_in(const Span& span) const {
    std::string all;
    for (const SyntaxError& error : file_.errors)
      if (is_of_instruction(error) && span.contains(error.span)) all += error.message + "; ";
    return all;
  }

  // Wrong whatever variables hold.
  static constexpr std::string_view certain_errors[] = {"syntax error", "unsupported modifier", "' in '", "key=value"};
  static bool is_certain(const json& mount) {
    const std::string error = mount.value("error", "");
    const bool certain = std::any_of(std::begin(certain_errors), std::end(certain_errors),
                                     [&](std::string_view part) { return error.find(part) != error.npos; });
    return !error.empty() && (certain || mount.value("raw", "").find('$') == std::string::npos);
  }

  // What BuildKit says only when it makes the build graph, and so not in `mounts`.
  static bool is_refused_by_solver(const json& mount) {
    const std::string type = mount.value("type", ""), source = mount.value("source", "");
    const bool takes_target = type == "bind" || type == "cache" || type == "tmpfs";
    const bool variable = mount.value("raw", "").find('$') != std::string::npos;
    return !variable && ((takes_target && mount.value("target", "") == "/") || (type == "ssh" && !source.empty()));
  }

  // BuildKit judges mounts twice: the second time with variables expanded.
  std::string expected_error(std::size_t i) const {
    const json& single = answer_["perInstruction"][i];
    if (single.contains("error")) return single["error"];
    for (const json& run : answer_.value("mounts", json::array()))
      if (run["node"] == i)
        for (const json& mount : run["mounts"])
          if (is_certain(mount) || is_refused_by_solver(mount)) return mount.value("error", "refused by the solver");
    return {};
  }

  void compare_error(std::size_t i) {
    const Instruction& in = file_.instructions[i];
    const std::string expected = expected_error(i), actual = errors_in(in.span);
    if (in.as<Onbuild>() && expected.empty()) return;  // an error in a trigger comes only in a child image
    if (expected.empty() != actual.empty()) {
      tally_.compare(name_, "error", fmt::format("{}: {}", line(in.span), expected), actual);
    } else {
      tally_.compare(name_, "error", 0, 0);
    }
  }

  // Mounts without variables: the fields, split and unquoted.
  void compare_mounts(std::size_t i) {
    const auto* run = file_.instructions[i].as<dockerfile::Run>();
    for (const json& answer : answer_.value("mounts", json::array())) {
      if (!run || answer["node"] != i || answer["mounts"].size() != run->mounts.size()) continue;
      for (std::size_t n = 0; n < run->mounts.size(); ++n) {
        const json& mount = answer["mounts"][n];
        if (mount.contains("error") || mount.value("raw", "").find('$') != std::string::npos) continue;
        for (const char* key : {"type", "from", "source", "target", "id"}) {
          const std::string fallback = std::string_view(key) == "type" ? "bind" : "";
          tally_.compare(name_, "mounts", mount.value(key, ""), mount_value(run->mounts[n], key).value_or(fallback));
        }
      }
    }
  }

  static std::string_view plain_key(std::string_view key) {
    if (key == "src") return "source";
    return key == "dst" || key == "destination" ? "target" : key;
  }

  std::optional<std::string> mount_value(const RunMountFlag& mount, std::string_view key) const {
    std::optional<std::string> found;
    TextArena arena;
    SyntaxErrors ignored;
    for (const MountField& field : mount.fields) {
      if (!field.value || plain_key(lower(field.key.value())) != key) continue;
      found = clean(expand(*field.value, file_.escape, unknown_variable, arena, ignored).value());
      if (key == "type") found = lower(*found);
    }
    return found;
  }

  void compare_whole() {
    const std::string error = answer_["instructions"].value("error", "");
    const bool expected = error.find("no build stage in current context") != error.npos;
    const bool actual = std::any_of(file_.errors.begin(), file_.errors.end(), [](const SyntaxError& each) {
      return each.message.find("before the first `FROM`") != each.message.npos;
    });
    // Behind a line that could not be read nothing is said.
    if (expected && !actual && !file_.complete) return;
    tally_.compare(name_, "before-from", expected, actual);
  }

  const json& answer_;
  std::string name_;
  Tally& tally_;
  SourcePtr source_;
  File file_;
};

// False: the file is not there.
bool compare_all(const std::filesystem::path& list, const std::filesystem::path& folder, Tally& tally) {
  std::ifstream in(list);
  if (!in) return false;
  for (std::string line; std::getline(in, line);) {
    const json answer = json::parse(line);
    Comparison(answer, folder / answer["path"].get<std::string>(), tally).run();
  }
  return true;
}

}  // namespace

TEST_CASE("hand-written cases read as BuildKit reads them") {
  Tally tally(known_differences);
  if (!compare_all(answers / "answers.jsonl", answers / "cases", tally)) {
    std::cout << "SKIPPED: no conformance data beside the checkout\n";
    return;
  }
  tally.print("hand-written cases");
  CHECK(tally.agreed() > 20000);
  CHECK(tally.differences() == 0);
}

TEST_CASE("files of real projects read as BuildKit reads them") {
  Tally tally(known_differences);
  if (!compare_all(answers / "corpus.jsonl", shared / "corpus", tally)) {
    std::cout << "SKIPPED: no corpus beside the checkout\n";
    return;
  }
  tally.print("corpus");
  CHECK(tally.agreed() > 100000);
  CHECK(tally.differences() == 0);
}
