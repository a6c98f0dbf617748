// The command lines of `check`, `mounts` and `images`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "linter/finding.h"
#include "linter/lint.h"

namespace mountlint::cli {

enum class Format : std::uint8_t { text, concise, json, github, sarif };
enum class ColorChoice : std::uint8_t { automatic, always, never };

struct CheckOptions {
  LintOptions lint;
  Format format = Format::text;
  Severity fail_on = Severity::warning;
  Severity min_severity = Severity::info;  // what is shown; the exit code does not depend on it
  ColorChoice color = ColorChoice::automatic;
  bool exit_zero = false;
  bool show_files = false;
  bool quiet = false;
};

struct ParsedOptions {
  std::optional<CheckOptions> options;  // absent: one of the two says why
  std::string help = {};                // asked for: for standard output
  std::string error = {};               // one line, for standard error
};

// `-` among the paths is replaced by the name of standard input; its text is not read here.
ParsedOptions parse_check(const std::vector<std::string>& arguments);
// Of `mounts`: those of the options that choose and read files, and two formats.
ParsedOptions parse_mounts(const std::vector<std::string>& arguments);
// Of `images`: the config and two formats. The names are the paths.
ParsedOptions parse_images(const std::vector<std::string>& arguments);

// The error for a command that takes exactly `operands` operands and no options, empty if that holds.
std::string check_operands(const std::string& command, const std::vector<std::string>& arguments, std::size_t operands);

}  // namespace mountlint::cli
