// Parse of containerd/platforms: one to three parts of letters, digits, `_` and `-`; the first may carry a version in
// parentheses. Only a lone part must be a system or an architecture that is known.
#include "parsers/dockerfile/platforms.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/dispatch_errors.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::array<std::string_view, 17> systems = {"aix",     "android", "darwin",  "dragonfly", "freebsd", "hurd",
                                                      "illumos", "ios",     "js",      "linux",     "nacl",    "netbsd",
                                                      "openbsd", "plan9",   "solaris", "windows",   "zos"};
constexpr std::array<std::string_view, 24> architectures = {
    "386",     "amd64",   "amd64p32", "arm",    "armbe",  "arm64",    "arm64be",   "ppc64",
    "ppc64le", "loong64", "mips",     "mipsle", "mips64", "mips64le", "mips64p32", "mips64p32le",
    "ppc",     "riscv",   "riscv64",  "s390",   "s390x",  "sparc",    "sparc64",   "wasm"};
constexpr std::array<std::string_view, 7> other_names = {"macos",   "i386",  "x86_64", "x86-64",
                                                         "aarch64", "armhf", "armel"};

bool is_word(std::string_view text) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !text.empty() && text.find_first_not_of(allowed) == text.npos;
}

// `windows(10.0.17763)`; what may stand in the parentheses differs between releases.
bool is_system(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == text.npos) return is_word(text);
  return text.ends_with(')') && is_word(text.substr(0, open));
}

bool is_known_name(std::string_view text) {
  const std::string name = lower(text.substr(0, text.find('(')));
  const auto has = [&](const auto& list) { return std::find(list.begin(), list.end(), name) != list.end(); };
  return has(systems) || has(architectures) || has(other_names);
}

void report_name(const Text& name, SyntaxErrors& errors) {
  SyntaxError& error =
      report_value(name, fmt::format("`{}` is neither an operating system nor an architecture", name.value()), errors);
  std::vector<std::string_view> known(systems.begin(), systems.end());
  known.insert(known.end(), architectures.begin(), architectures.end());
  suggest(error, name, known);
}

void check_parts(const Text& platform, SyntaxErrors& errors) {
  const std::vector<Text> parts = platform.split('/');
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i) {
    if (i == 0 ? is_system(parts[i].value()) : is_word(parts[i].value())) continue;
    if (parts[i].empty())
      report_value(platform, fmt::format("a part of the platform `{}` is empty", platform.value()), errors);
    else
      report_value(parts[i], fmt::format("`{}` cannot be part of a platform", parts[i].value()), errors);
    return;
  }
  if (parts.size() > 3)
    report_value(platform, "a platform has at most three parts: `os/arch/variant`", errors);
  else if (parts.size() == 1 && !is_known_name(platform.value()))
    report_name(platform, errors);
}

}  // namespace

void check_platform(const Text& written, const Text& platform, SyntaxErrors& errors) {
  if (written.empty() || !platform.is_known()) return;
  if (!platform.empty()) return check_parts(platform, errors);
  report_value(platform, fmt::format("the platform `{}` is empty", written.shown()), errors);
}

}  // namespace mountlint::dockerfile
