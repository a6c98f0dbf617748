// Follows compose-go's template/template.go: one regular expression finds `$$`, `$NAME` and `${NAME...}`, where the
// last `}` of the line ends the match; then braces are counted to find the one that closes it. Both are done here by
// hand, in one pass, because what was matched has to keep its places.
#include "parsers/compose/interpolate.h"

#include <fmt/format.h>

#include <algorithm>

#include "parsers/compose/ast.h"

namespace mountlint::compose {
namespace {

// Deeper nesting of defaults is not followed: its value is unknown.
constexpr int max_depth = 64;
// What follows so many variables in one value is unknown, too.
constexpr std::size_t most_substitutions = 10'000;

bool is_name_start(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

// `${NAME<operation><word>}`; offsets into the value.
struct Braced {
  std::string_view name;
  std::string_view operation;  // "", ":-", "-", ":?", "?", ":+", "+"
  std::uint32_t word = 0, word_end = 0;
  std::uint32_t end = 0;  // behind the closing brace
};

std::string_view operation_at(std::string_view text, std::size_t at) {
  const std::size_t length = at < text.size() && text[at] == ':' ? 2 : 1;
  if (at + length > text.size()) return {};
  const char sign = text[at + length - 1];
  return sign == '-' || sign == '?' || sign == '+' ? text.substr(at, length) : std::string_view();
}

// Where the `}` that closes the brace at `open` stands: by counting, else the last one of the line. The character
// behind each opening brace is not looked at, as in compose-go.
std::size_t closing_brace(std::string_view text, std::size_t open) {
  std::size_t last = std::string_view::npos;
  int depth = 0;
  for (std::size_t i = open; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '}') last = i;
    if (text[i] == '}' && --depth == 0) return i;
    if (text[i] != '{') continue;
    ++depth;
    const char skipped = ++i < text.size() ? text[i] : '\n';
    if (skipped == '}') last = i;
    if (skipped == '\n') break;
  }
  return last;
}

// What stands at the `{` at `open`; empty if it is no valid substitution.
std::optional<Braced> read_braced(std::string_view text, std::size_t open) {
  std::size_t at = open + 1;
  if (at >= text.size() || !is_name_start(text[at])) return std::nullopt;
  while (at < text.size() && is_name(text[at])) ++at;
  Braced out;
  out.name = text.substr(open + 1, at - open - 1);
  if (at < text.size() && text[at] == '}') {
    out.word = out.word_end = std::uint32_t(at);
    out.end = std::uint32_t(at + 1);
    return out;
  }
  out.operation = operation_at(text, at);
  if (out.operation.empty()) return std::nullopt;
  const std::size_t word = at + out.operation.size();
  const std::size_t close = closing_brace(text, open);
  if (close == std::string_view::npos) return std::nullopt;
  out.word = std::uint32_t(word);
  out.word_end = std::uint32_t(close);
  out.end = std::uint32_t(close + 1);
  return out;
}

// Whether a value is certainly empty, certainly not, or neither.
enum class Emptiness { empty, filled, unknown };

Emptiness emptiness(const Text& value) {
  if (value.empty()) return Emptiness::empty;
  for (const Run& run : value.runs())
    if (run.from != From::unknown && run.length > 0) return Emptiness::filled;
  return Emptiness::unknown;
}

class Interpolation {
 public:
  Interpolation(const Environment& environment, TextArena& arena, SyntaxErrors& errors)
      : environment_(environment), arena_(arena), errors_(errors) {}

  Text run(const Text& value, int depth);
  bool failed() const { return failed_; }

 private:
  std::uint32_t substitute(const Text& value, std::uint32_t at, int depth, TextBuilder& out);
  void named(const Text& written, std::string_view name, TextBuilder& out);
  void braced(const Text& value, const Text& written, const Braced& braced, int depth, TextBuilder& out);
  void word(const Text& value, const Text& written, const Braced& braced, int depth, TextBuilder& out);
  std::optional<Text> value_of(std::string_view name);
  void unset(const Text& written, std::string_view name, TextBuilder& out);
  void required(const Text& value, const Text& written, const Braced& braced, int depth, TextBuilder& out);
  void fail(const Text& at);
  void fail(const Text& at, std::string message, std::string help = {});

  const Environment& environment_;
  TextArena& arena_;
  SyntaxErrors& errors_;
  std::size_t substitutions_ = 0;
  bool failed_ = false;
};

void Interpolation::fail(const Text& at, std::string message, std::string help) {
  failed_ = true;
  errors_.push_back(
      {.span = at.span(), .message = std::move(message), .claim = Claim::compose_syntax, .help = std::move(help)});
}

void Interpolation::fail(const Text& at) {
  fail(at, fmt::format("`{}` is no valid substitution", at.shown()),
       "write `${NAME}`, or `$$` for a dollar sign that means itself");
}

std::optional<Text> Interpolation::value_of(std::string_view name) {
  std::optional<Text> value = environment_.value ? environment_.value(name) : std::nullopt;
  if (!value && environment_.asked) environment_.asked->unset.emplace(name);
  return value;
}

Text Interpolation::run(const Text& value, int depth) {
  TextBuilder out(arena_);
  const std::string_view text = value.value();
  std::uint32_t at = 0;
  while (at < text.size() && !failed_) {
    const std::size_t dollar = std::min(text.find('$', at), text.size());
    if (++substitutions_ > most_substitutions) {
      const Text rest = value.sub(at, std::uint32_t(text.size()));
      out.unknown(rest.span(), rest.value());
      break;
    }
    if (dollar > at) out.copy(value.sub(at, std::uint32_t(dollar)));
    at = dollar < text.size() ? substitute(value, std::uint32_t(dollar), depth, out) : std::uint32_t(dollar);
  }
  return out.finish(value.span());
}

// Handles the `$` at `at`; returns where to go on.
std::uint32_t Interpolation::substitute(const Text& value, std::uint32_t at, int depth, TextBuilder& out) {
  const std::string_view text = value.value();
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (next == '$') {
    out.replace("$", value.sub(at, at + 2).span());
    return at + 2;
  }
  if (is_name_start(next)) {
    std::uint32_t end = at + 2;
    while (end < text.size() && is_name(text[end])) ++end;
    named(value.sub(at, end), text.substr(at + 1, end - at - 1), out);
    return end;
  }
  if (next != '{') {
    out.copy(value.sub(at, at + 1));
    return at + 1;
  }
  const std::optional<Braced> found = read_braced(text, at + 1);
  if (!found) {
    const std::size_t stop = std::min(text.find_first_of("}\n", at), text.size());
    fail(value.sub(at, std::uint32_t(stop < text.size() && text[stop] == '}' ? stop + 1 : stop)));
    return std::uint32_t(text.size());
  }
  braced(value, value.sub(at, found->end), *found, depth, out);
  return found->end;
}

void Interpolation::named(const Text& written, std::string_view name, TextBuilder& out) {
  const std::optional<Text> value = value_of(name);
  if (!value) return unset(written, name, out);
  out.variable(*value, written.span(), written.value());
}

void Interpolation::unset(const Text& written, std::string_view name, TextBuilder& out) {
  if (environment_.asked) environment_.asked->blank.emplace(name);
  if (environment_.outside == Outside::unknown) return out.unknown(written.span(), written.value());
  out.variable(std::string_view(), written.span(), written.value());
}

// The word is what Compose says.
void Interpolation::required(const Text& value, const Text& written, const Braced& braced, int depth,
                             TextBuilder& out) {
  if (environment_.outside == Outside::unknown) return out.unknown(written.span(), written.value());
  const Text why = depth < max_depth ? run(value.sub(braced.word, braced.word_end), depth + 1) : Text();
  if (failed_) return;
  fail(written, why.empty() ? fmt::format("required variable `{}` is missing a value", braced.name)
                            : fmt::format("required variable `{}` is missing a value: {}", braced.name, why.shown()));
}

void Interpolation::braced(const Text& value, const Text& written, const Braced& braced, int depth, TextBuilder& out) {
  if (braced.operation.empty()) return named(written, braced.name, out);
  const std::optional<Text> set = value_of(braced.name);
  const bool colon = braced.operation[0] == ':';
  const char sign = braced.operation.back();
  Emptiness state = set ? emptiness(*set) : Emptiness::empty;
  if (set && !colon) state = Emptiness::filled;
  if (state == Emptiness::unknown) return out.unknown(written.span(), written.value());
  const bool use_word = sign == '+' ? state == Emptiness::filled : state == Emptiness::empty;
  if (sign == '?' && use_word) return required(value, written, braced, depth, out);
  if (use_word) return word(value, written, braced, depth, out);
  if (sign == '+') return out.variable(std::string_view(), written.span(), written.value());
  out.variable(*set, written.span(), written.value());
}

// A default (or alternative) that is known becomes a variable that was defined right there. One with unknown parts is
// copied, so that each part still shows as it was written.
void Interpolation::word(const Text& value, const Text& written, const Braced& braced, int depth, TextBuilder& out) {
  if (depth >= max_depth) return out.unknown(written.span(), written.value());
  const Text inner = run(value.sub(braced.word, braced.word_end), depth + 1);
  if (failed_) return;
  if (inner.is_known()) return out.variable(inner, written.span(), written.value());
  out.copy(inner);
}

}  // namespace

Text interpolate(const Text& value, const Environment& environment, TextArena& arena, SyntaxErrors& errors) {
  if (value.value().find('$') == std::string_view::npos) return value;
  Interpolation interpolation(environment, arena, errors);
  const Text out = interpolation.run(value, 0);
  if (!interpolation.failed()) return out;
  TextBuilder unknown(arena);
  unknown.unknown(value.span(), value.value());
  return unknown.finish(value.span());
}

}  // namespace mountlint::compose
