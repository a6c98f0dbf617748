// The modifiers of BuildKit's shell/lex.go. What depends on a value that is not known is not known; a pattern that can
// never be right is wrong whatever the value is.
#include "parsers/dockerfile/substitution.h"

#include <algorithm>

#include <fmt/format.h>

#include "parsers/dockerfile/limits.h"
#include "parsers/dockerfile/shell_pattern.h"

namespace mountlint::dockerfile {

namespace {

Outcome known(const Text& value) { return {Outcome::known, value, {}}; }

// Does the variable count as unset for `:-` and the like? Nothing: cannot be told.
std::optional<bool> is_absent(const Substitution& in, const Variable& variable) {
  if (variable.state == Variable::unknown) return std::nullopt;
  if (variable.state == Variable::unset) return true;
  if (!in.empty_is_unset || variable.value.empty()) return in.empty_is_unset;
  if (variable.value.is_known()) return false;
  const std::vector<Run> runs = variable.value.runs();
  const bool some =
      std::any_of(runs.begin(), runs.end(), [](const Run& run) { return run.from != From::unknown && run.length > 0; });
  return some ? std::optional(false) : std::nullopt;
}

Outcome required(const Substitution& in, const Variable& variable) {
  const auto absent = is_absent(in, variable);
  if (!absent) return {};
  if (!*absent) return known(variable.value);
  const bool empty = variable.state == Variable::set;
  const std::string reason =
      in.word.empty() ? fmt::format("it must not be {}", empty ? "empty" : "unset") : in.word.shown();
  return {Outcome::wrong, {}, fmt::format("`{}` is {}: {}", in.name, empty ? "empty" : "not set", reason)};
}

Outcome alternative(const Substitution& in, const Variable& variable) {
  const auto absent = is_absent(in, variable);
  if (!absent) return {};
  if (in.modifier == '-') return known(*absent ? in.word : variable.value);
  return known(*absent ? Text() : in.word);
}

Outcome wrong_pattern(const Text& pattern) {
  return {Outcome::wrong,
          {},
          fmt::format("the pattern `{}` has an escape other than `\\*`, `\\?` and `\\\\`", pattern.shown())};
}

Outcome trim_start(const Text& value, const ShellPattern& pattern, bool longest, std::size_t& steps) {
  const std::u32string points = to_code_points(value.value());
  const auto length = pattern.match(points, 0, longest, steps);
  if (steps == 0) return {};
  if (!length) return known(value);
  return known(value.from(static_cast<std::uint32_t>(byte_length(value.value(), *length))));
}

Outcome trim_end(const Text& value, const ShellPattern& pattern, bool longest, std::size_t& steps) {
  std::u32string points = to_code_points(value.value());
  std::reverse(points.begin(), points.end());
  const auto length = pattern.reversed().match(points, 0, longest, steps);
  if (steps == 0) return {};
  if (!length) return known(value);
  return known(value.sub(0, static_cast<std::uint32_t>(byte_length(value.value(), points.size() - *length))));
}

Outcome trim_pattern(const Substitution& in, const Variable& variable) {
  Text word = in.word;
  const bool longest = word.value().starts_with(in.modifier);
  if (longest) word = word.from(1);
  if (!word.is_known()) return {};
  const auto pattern = ShellPattern::compile(word.value());
  if (!pattern) return wrong_pattern(word);
  if (variable.state == Variable::unset) return known({});
  if (variable.state == Variable::unknown || !variable.value.is_known()) return {};
  std::size_t steps = most_pattern_steps;
  return in.modifier == '#' ? trim_start(variable.value, *pattern, longest, steps)
                            : trim_end(variable.value, *pattern, longest, steps);
}

bool is_name_character(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// With `//` the replacement is a template of Go's regexp package: `$0` is the match, other names give nothing.
std::string expand_template(std::string_view text, std::string_view match) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '$') {
      out += text[at++];
      continue;
    }
    if (text.substr(at, 2) == "$$") {
      out += '$';
      at += 2;
      continue;
    }
    const bool braces = text.substr(at, 2) == "${";
    const std::size_t begin = at + (braces ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && is_name_character(text[end])) ++end;
    const bool valid = end > begin && (!braces || text.substr(end, 1) == "}");
    if (!valid)
      out += text[at];
    else if (text.substr(begin, end - begin) == "0")
      out += match;
    at = valid ? end + braces : at + 1;
  }
  return out;
}

struct Search {
  std::string_view value;
  const std::u32string& points;
  const ShellPattern& pattern;
  std::size_t steps = most_pattern_steps;
};

// The first match at or behind `at`: begin and end, in characters.
std::optional<std::pair<std::size_t, std::size_t>> find(Search& in, std::size_t at) {
  for (; at <= in.points.size() && in.steps > 0; ++at)
    if (const auto length = in.pattern.match(in.points, at, true, in.steps)) return std::pair(at, at + *length);
  return std::nullopt;
}

std::string_view slice(const Search& in, std::size_t begin, std::size_t end) {
  const std::size_t first = byte_length(in.value, begin);
  return in.value.substr(first, byte_length(in.value, end) - first);
}

// regexp.ReplaceAllString: no empty match right behind another match.
std::string replace_all(Search& in, std::string_view replacement) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at <= in.points.size();) {
    const auto match = find(in, at);
    if (!match) break;
    const auto [begin, end] = *match;
    out += slice(in, copied, begin);
    if (end > copied || begin == 0) out += expand_template(replacement, slice(in, begin, end));
    copied = end;
    at = std::max(at + 1, end);
  }
  return out += slice(in, copied, in.points.size());
}

std::string replace_first(Search& in, std::string_view replacement) {
  const auto match = find(in, 0);
  if (!match) return std::string(in.value);
  std::string out(slice(in, 0, match->first));
  out += replacement;
  return out += slice(in, match->second, in.points.size());
}

Outcome replace(const Substitution& in, const Variable& variable, TextArena& arena) {
  if (!in.word.is_known()) return {};
  const auto pattern = ShellPattern::compile(in.word.value());
  if (!pattern) return wrong_pattern(in.word);
  if (variable.state == Variable::unknown || !variable.value.is_known() || !in.replacement.is_known()) return {};
  const std::u32string points = to_code_points(variable.value.value());
  Search search{variable.value.value(), points, *pattern};
  const std::string result =
      in.all ? replace_all(search, in.replacement.value()) : replace_first(search, in.replacement.value());
  if (search.steps == 0) return {};
  TextBuilder out(arena);
  out.variable(result, in.span, in.written);
  return known(out.finish(in.span));
}

}  // namespace

Outcome substitute(const Substitution& in, const Variable& variable, TextArena& arena) {
  switch (in.modifier) {
    case '-':
    case '+':
      return alternative(in, variable);
    case '?':
      return required(in, variable);
    case '/':
      return replace(in, variable, arena);
    default:
      return trim_pattern(in, variable);
  }
}

}  // namespace mountlint::dockerfile
