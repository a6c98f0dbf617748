// Colour follows NO_COLOR (no-color.org), FORCE_COLOR and CLICOLOR (bixense.com/clicolors), in this order; the flag
// beats them all. Hook runners give a terminal without a size, so a width of 0 means that nobody knows it.
#include "linter/cli/terminal.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace mountlint::cli {
namespace {

constexpr int unknown_width = 100, narrowest = 20;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool wants_color(int stream, ColorChoice choice) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  if (!variable("NO_COLOR").empty()) return false;
  if (const auto force = variable("FORCE_COLOR"); !force.empty()) return force != "0" && force != "false";
  if (const auto force = variable("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  if (variable("CLICOLOR") == "0" || variable("TERM") == "dumb") return false;
  return isatty(stream);
}

int width_of(int stream) {
  int width = 0;
  const std::string_view columns = variable("COLUMNS");
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  winsize size{};
  if (width <= 0 && ioctl(stream, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  return width <= 0 ? unknown_width : std::max(width, narrowest);
}

// Terminals that show OSC 8 links; others would show the codes.
bool shows_links() {
  if (const auto force = variable("FORCE_HYPERLINK"); !force.empty()) return force != "0";
  if (!variable("CI").empty() || !variable("TMUX").empty() || variable("TERM").starts_with("screen")) return false;
  for (const std::string_view program : {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"})
    if (variable("TERM_PROGRAM") == program) return true;
  for (const std::string_view terminal : {"xterm-kitty", "alacritty", "foot"})
    if (variable("TERM") == terminal) return true;
  const std::string_view vte = variable("VTE_VERSION");
  int version = 0;
  std::from_chars(vte.data(), vte.data() + vte.size(), version);
  return version >= 5000 || !variable("WT_SESSION").empty() || !variable("KONSOLE_VERSION").empty();
}

}  // namespace

report::Style style_for(int stream, const CheckOptions& options) {
  report::Style style;
  style.color = wants_color(stream, options.color);
  style.links = style.color && shows_links();
  style.width = width_of(stream);
  style.min_severity = options.min_severity;
  return style;
}

bool write_out(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written || errno == EPIPE) return true;
  write_error(fmt::format("standard output: {}", std::strerror(errno)));
  return false;
}

void write_error(std::string_view line) { fmt::print(stderr, "mountlint: {}\n", line); }

}  // namespace mountlint::cli
