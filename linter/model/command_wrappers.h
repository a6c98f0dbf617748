// Programs that only start another program.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parsers/shell/script.h"

namespace mountlint {

using ShellWords = std::vector<shell::Word>;

// The index of the program that `words` start in the end: behind `sudo -u x`, `env A=b`, `exec`, `time` and the like.
// The size of the list if it is not told.
std::size_t wrapped_program(const ShellWords& words);

// The script of `sh -c '..'` or `su x -c '..'`, which begin the list.
std::optional<Text> inner_script(const ShellWords& words);

// `sh`, `bash -e`: a shell that reads its script from standard input.
bool reads_script(const ShellWords& words);

// `sh`, `/bin/bash` ..
bool is_shell_program(std::string_view program);

}  // namespace mountlint
