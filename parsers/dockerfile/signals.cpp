// ParseSignal of moby/sys/signal, with the names it knows on Linux. Letter case does not count, and any number but 0
// passes, however large.
#include "parsers/dockerfile/signals.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/dispatch_errors.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::array<std::string_view, 36> names = {
    "ABRT", "ALRM", "BUS",  "CHLD", "CLD",  "CONT", "FPE",    "HUP",    "ILL",  "INT",  "IO",    "IOT",
    "KILL", "PIPE", "POLL", "PROF", "PWR",  "QUIT", "SEGV",   "STKFLT", "STOP", "SYS",  "TERM",  "TRAP",
    "TSTP", "TTIN", "TTOU", "URG",  "USR1", "USR2", "VTALRM", "WINCH",  "XCPU", "XFSZ", "RTMIN", "RTMAX"};

// strconv.Atoi: digits with a sign or without. A number that does not fit is none.
bool is_number(std::string_view text, std::int64_t& value) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return false;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

// RTMIN+1 .. RTMIN+15, RTMAX-1 .. RTMAX-14
bool is_real_time(std::string_view name) {
  const bool min = name.starts_with("RTMIN+");
  if (!min && !name.starts_with("RTMAX-")) return false;
  const std::string_view digits = name.substr(6);
  std::int64_t value = 0;
  if (digits.empty() || digits[0] < '1' || digits[0] > '9' || !is_number(digits, value)) return false;
  return value <= (min ? 15 : 14);
}

bool is_signal(std::string_view text) {
  std::int64_t value = 0;
  if (is_number(text, value)) return value != 0;
  const std::string folded = upper(text);
  const std::string_view name = std::string_view(folded).substr(folded.starts_with("SIG") ? 3 : 0);
  return std::find(names.begin(), names.end(), name) != names.end() || is_real_time(name);
}

void suggest_signal(SyntaxError& error, const Text& signal) {
  std::vector<std::string> full;
  for (const std::string_view name : names) full.push_back("SIG" + std::string(name));
  const bool prefixed = upper(signal.value()).starts_with("SIG");
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < names.size(); ++i) known.push_back(prefixed ? std::string_view(full[i]) : names[i]);
  suggest(error, signal, known);
}

}  // namespace

void check_signal(const Text& signal, SyntaxErrors& errors) {
  const auto value = signal.known();
  if (!value || is_signal(*value)) return;
  if (value->empty()) return (void)report_value(signal, "the signal of `STOPSIGNAL` is empty", errors);
  SyntaxError& error = report_value(signal, fmt::format("`{}` is no signal", *value), errors);
  if (value->find(' ') != value->npos)
    error.help = "`STOPSIGNAL` takes one signal, and everything behind it belongs to its name";
  else if (value->find_first_of("+-") == value->npos)
    suggest_signal(error, signal);
}

}  // namespace mountlint::dockerfile
