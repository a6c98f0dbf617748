// RUN, CMD, ENTRYPOINT, SHELL and HEALTHCHECK: a JSON array or one text for the shell (BuildKit
// frontend/dockerfile/parser/line_parsers.go, instructions/parse.go).
#include <array>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/csv.h"
#include "parsers/dockerfile/go_values.h"
#include "parsers/dockerfile/instructions.h"
#include "parsers/dockerfile/mount_options.h"
#include "parsers/dockerfile/run_mounts.h"

namespace mountlint::dockerfile {

namespace {

// Nothing: an element of the JSON array is no string.
std::optional<Command> read_command(const Text& arguments, const Instruction& instruction, Reading& reading) {
  JsonForm json = read_json_form(arguments, instruction, reading);
  if (json.wrong) return std::nullopt;
  if (json.is_json) return Command{true, json.items, {}};
  return Command{false, {}, arguments};
}

template <class T>
Detail read_plain_command(const Instruction& instruction, Reading& reading) {
  auto command = read_command(instruction.arguments, instruction, reading);
  return command ? Detail(T{std::move(*command)}) : Detail(Broken{});
}

bool is_one_of(std::string_view value, std::span<const std::string_view> allowed) {
  for (const std::string_view each : allowed)
    if (each == value) return true;
  return false;
}

void check_choice(const Flag& flag, std::span<const std::string_view> allowed, Reading& reading) {
  const auto value = flag.value->known();
  if (!value || is_one_of(*value, allowed)) return;
  const Span span = flag.value->empty() ? flag.span : flag.value->span();
  reading.report(
      span, fmt::format("`--{}` takes one of `{}`, not `{}`", flag.name.value(), fmt::join(allowed, "`, `"), *value));
}

// One field of --device: the name, or `required`.
void check_device_field(const Text& field, bool only, bool& named, Reading& reading) {
  const std::size_t equals = field.value().find('=');
  const std::string key = lower(field.value().substr(0, equals));
  const bool has_value = equals != std::string_view::npos;
  const auto fail = [&](std::string message) { reading.report(field.span(), std::move(message)); };
  if (!has_value && only) return;
  if (!has_value && key == "required") return;
  if (!has_value && !named) return fail(fmt::format("`{}` is no `key=value` pair", field.shown()));
  if (key == "required") {
    const Text value = field.from(static_cast<std::uint32_t>(equals) + 1);
    if (value.is_known() && !parse_bool(value.value())) fail("`required` takes `true` or `false`");
  } else if (key == "name" && named) {
    fail("the device has a name already");
  } else if (key != "name" && named) {
    fail(fmt::format("`{}` is no option of `--device`", field.shown()));
  } else {
    named = true;
  }
}

void check_device(const Flag& flag, Reading& reading) {
  const auto fields = split_csv(*flag.value, flag.span, reading.texts, reading.errors);
  if (!fields) return;
  bool named = false;
  for (std::size_t i = 0; i < fields->size(); ++i) {
    const Text& field = (*fields)[i];
    // The first field without a known key is the name.
    const bool plain_name = i == 0 && fields->size() > 1 && field.value().find('=') == std::string_view::npos;
    if (plain_name && !equal_fold(field.value(), "required"))
      named = true;
    else
      check_device_field(field, fields->size() == 1, named, reading);
  }
}

void check_run_flag(const Flag& flag, ListBuilder<RunMountFlag>& mounts, Reading& reading) {
  constexpr std::array<std::string_view, 3> networks = {"default", "none", "host"};
  constexpr std::array<std::string_view, 2> modes = {"sandbox", "insecure"};
  const std::string_view name = flag.name.value();
  if (!flag.value) return;
  if (name == "network") check_choice(flag, networks, reading);
  if (name == "security") check_choice(flag, modes, reading);
  if (name == "device") check_device(flag, reading);
  if (name != "mount") return;
  mounts.push_back(read_run_mount(flag, reading.texts, reading.errors));
  const MountOptions options =
      read_mount_options(mounts.back(), reading.escape, unknown_variable, reading.texts, reading.errors);
  check_mount_in_stage(options, {}, reading.errors);
}

void check_duration(const Flag& flag, Reading& reading) {
  const auto value = flag.value->known();
  if (!value || value->empty()) return;
  const auto ns = parse_duration_ns(*value);
  const std::string_view name = flag.name.value();
  if (!ns) {
    reading.report(flag.value->span(), fmt::format("`--{}` takes a duration such as `30s`, not `{}`", name, *value));
  } else if (*ns != 0 && *ns < 1e6) {
    reading.report(flag.value->span(), fmt::format("`--{}` must be at least one millisecond", name));
  }
}

void check_retries(const Flag& flag, Reading& reading) {
  const auto value = flag.value->known();
  if (!value || value->empty()) return;
  const auto count = parse_int32(*value);
  if (count && *count >= 0) return;
  reading.report(flag.value->span(), fmt::format("`--retries` takes a number from 0 on, not `{}`", *value));
}

void check_healthcheck_flags(const Instruction& instruction, Reading& reading) {
  for (const Flag& flag : instruction.flags) {
    if (!flag.value || !reading.has_room()) continue;
    const std::string_view name = flag.name.value();
    const bool duration = name == "interval" || name == "timeout" || name == "start-period" || name == "start-interval";
    if (duration) check_duration(flag, reading);
    if (name == "retries") check_retries(flag, reading);
  }
}

Detail read_healthcheck_none(const Text& rest, Reading& reading) {
  if (!rest.empty()) {
    reading.report(rest.span(), "`HEALTHCHECK NONE` takes no arguments");
    return Broken{};
  }
  Healthcheck none;
  none.none = true;
  return none;
}

Detail read_healthcheck_command(const Text& type, const Text& rest, const Instruction& instruction, Reading& reading) {
  auto command = read_command(rest, instruction, reading);
  check_healthcheck_flags(instruction, reading);
  if (!command) return Broken{};
  const bool empty = command->json ? command->words.empty() : command->shell.empty();
  if (!empty) return Healthcheck{false, std::move(*command)};
  reading.report(type.span(), "`HEALTHCHECK CMD` needs a command");
  return Broken{};
}

}  // namespace

Detail read_run(const Instruction& instruction, Reading& reading) {
  auto command = read_command(instruction.arguments, instruction, reading);
  if (!command) return Broken{};
  ListBuilder<RunMountFlag> mounts(reading.texts);
  for (const Flag& flag : instruction.flags)
    if (reading.has_room()) check_run_flag(flag, mounts, reading);
  return Run{*command, mounts.list()};
}

Detail read_cmd(const Instruction& instruction, Reading& reading) {
  return read_plain_command<Cmd>(instruction, reading);
}

Detail read_entrypoint(const Instruction& instruction, Reading& reading) {
  return read_plain_command<Entrypoint>(instruction, reading);
}

Detail read_shell(const Instruction& instruction, Reading& reading) {
  if (instruction.arguments.empty()) return missing_argument(instruction, reading);
  JsonForm json = read_json_form(instruction.arguments, instruction, reading);
  if (json.wrong) return Broken{};
  if (!json.is_json) {
    reading.report(instruction.arguments.span(), "`SHELL` takes only a JSON array").help =
        "write it as `SHELL [\"/bin/bash\", \"-c\"]`";
    return Broken{};
  }
  if (json.items.empty()) return missing_argument(instruction, reading);
  return Shell{json.items};
}

Detail read_healthcheck(const Instruction& instruction, Reading& reading) {
  const Text& arguments = instruction.arguments;
  if (arguments.empty()) return missing_argument(instruction, reading);
  const std::string_view bytes = arguments.value();
  std::uint32_t end = 0;
  while (end < bytes.size() && !is_space(decode(bytes, end).value)) end += decode(bytes, end).size;
  const Text type = arguments.sub(0, end);
  const Text rest = arguments.from(skip_space(bytes, end));
  if (equal_fold(type.value(), "NONE")) return read_healthcheck_none(rest, reading);
  if (equal_fold(type.value(), "CMD")) return read_healthcheck_command(type, rest, instruction, reading);
  read_json_form(rest, instruction, reading);
  reading.report(type.span(), fmt::format("`HEALTHCHECK` takes `CMD` or `NONE`, not `{}`", type.shown()));
  return Broken{};
}

}  // namespace mountlint::dockerfile
