// The table of instructions (BuildKit frontend/dockerfile/command/command.go) and the way from a joined line to a typed
// node: keyword, flags, arguments (parser/split_command.go, instructions/parse.go).
#include "parsers/dockerfile/instructions.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/json_array.h"

namespace mountlint::dockerfile {

namespace {

using enum FlagType;

constexpr FlagRule add_flags[] = {{"chown", text},           {"chmod", text},    {"link", boolean},  {"exclude", list},
                                  {"keep-git-dir", boolean}, {"checksum", text}, {"unpack", boolean}};
constexpr FlagRule copy_flags[] = {{"from", text},    {"chown", text},      {"chmod", text},
                                   {"link", boolean}, {"parents", boolean}, {"exclude", list}};
constexpr FlagRule from_flags[] = {{"platform", text}};
constexpr FlagRule healthcheck_flags[] = {
    {"interval", text}, {"timeout", text}, {"start-period", text}, {"start-interval", text}, {"retries", text}};
constexpr FlagRule run_flags[] = {{"mount", list}, {"network", text}, {"security", text}, {"device", list}};

constexpr std::array<InstructionKind, 18> kinds = {{{"ADD", read_add, add_flags},
                                                    {"ARG", read_arg, {}, false},
                                                    {"CMD", read_cmd, {}},
                                                    {"COPY", read_copy, copy_flags},
                                                    {"ENTRYPOINT", read_entrypoint, {}},
                                                    {"ENV", read_env, {}},
                                                    {"EXPOSE", read_expose, {}},
                                                    {"FROM", read_from, from_flags},
                                                    {"HEALTHCHECK", read_healthcheck, healthcheck_flags},
                                                    {"LABEL", read_label, {}},
                                                    {"MAINTAINER", read_maintainer, {}},
                                                    {"ONBUILD", read_onbuild, {}},
                                                    {"RUN", read_run, run_flags},
                                                    {"SHELL", read_shell, {}},
                                                    {"STOPSIGNAL", read_stopsignal, {}, false},
                                                    {"USER", read_user, {}},
                                                    {"VOLUME", read_volume, {}},
                                                    {"WORKDIR", read_workdir, {}}}};

bool is_healthcheck_none(const Instruction& instruction) {
  const Healthcheck* healthcheck = instruction.as<Healthcheck>();
  return healthcheck && healthcheck->none;
}

void split_line(const Text& line, Instruction& instruction, Reading& reading) {
  const std::string_view bytes = line.value();
  const std::uint32_t end = skip_word(bytes, 0);
  instruction.keyword = line.sub(0, end);
  instruction.span = line.span();
  auto [flags, rest] = read_flags(line.from(skip_blanks(bytes, end)), reading.escape, reading.texts);
  instruction.flags = std::move(flags);
  instruction.arguments = rest;
}

void report_unknown(const Text& keyword, Reading& reading) {
  if (keyword.empty()) {
    reading.report(keyword.span(), "this line has no instruction");
    return;
  }
  std::vector<std::string_view> names;
  for (const InstructionKind& kind : kinds) names.push_back(kind.keyword);
  suggest(reading.report(keyword.span(), fmt::format("`{}` is no Dockerfile instruction", keyword.shown())), keyword,
          names);
}

// A misspelt FROM still begins a stage: otherwise all that follows would seem to belong to the stage before.
bool means_from(const Text& keyword) {
  std::vector<std::string_view> names;
  for (const InstructionKind& kind : kinds) names.push_back(kind.keyword);
  return did_you_mean(keyword.value(), names) == "FROM";
}

Detail read_unknown(const Instruction& instruction, Reading& reading) {
  report_unknown(instruction.keyword, reading);
  if (!means_from(instruction.keyword) || reading.in_onbuild) return Broken{};
  SyntaxErrors ignored;
  Reading quiet{reading.escape, reading.texts, ignored};
  return read_from(instruction, quiet);
}

}  // namespace

const InstructionKind* find_instruction(std::string_view keyword) {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const InstructionKind& kind) { return equal_fold(kind.keyword, keyword); });
  return found == kinds.end() ? nullptr : &*found;
}

Instruction read_instruction(const Text& line, Reading& reading) {
  Instruction instruction;
  split_line(line, instruction, reading);
  const InstructionKind* kind = find_instruction(instruction.keyword.value());
  if (!kind) {
    instruction.detail = read_unknown(instruction, reading);
    return instruction;
  }
  instruction.detail = kind->read(instruction, reading);
  if (kind->checks_flags && !is_healthcheck_none(instruction))
    check_flags(instruction.flags, kind->flags, reading.errors);
  return instruction;
}

Detail missing_argument(const Instruction& instruction, Reading& reading) {
  reading.report(instruction.keyword.span(), fmt::format("`{}` needs an argument", upper(instruction.keyword.value())));
  return Broken{};
}

JsonForm read_json_form(const Text& arguments, const Instruction& instruction, Reading& reading) {
  auto array = read_json_array(arguments, reading.texts);
  if (!array) return {};
  if (array->wrong) {
    reading
        .report(array->wrong->span(),
                fmt::format("the JSON array of `{}` may hold only strings", upper(instruction.keyword.value())))
        .layer = Layer::file;
  }
  return {true, array->wrong.has_value(), std::move(array->items)};
}

}  // namespace mountlint::dockerfile
