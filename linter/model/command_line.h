// What a container is started with, as words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/container.h"

namespace mountlint {

// Entrypoint and command: compose's, else those of the Build, else the command of a known image. Other ready images'
// are not known and not in it.
struct CommandLine {
  std::vector<std::string> words;  // an unknown part is one `unknown_character`
  bool complete = true;            // false: there may be words that are not here
};

CommandLine command_line(const Container& container);

// The same, with the words of scripts in it (`sh -c "mysqld --datadir=/x"`) as words of their own, without quotes.
CommandLine flat_command_line(const Container& container);

// The value of a flag: `--x=V` or `--x V`, one dash or two; `-x V` or `-x=V` for single letters. A `*` in the name
// stands for anything but `=`. The last one wins.
std::optional<std::string> flag_value(const CommandLine& line, std::string_view flag);
bool has_flag(const CommandLine& line, std::string_view flag);

// True if the container runs a client, a tool or a script of such instead of a server, and then ends.
bool is_one_shot(const Container& container);

}  // namespace mountlint
