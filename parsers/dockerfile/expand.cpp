// The lexer of BuildKit's frontend/dockerfile/shell/lex.go, working on a Text so that each part of the result knows
// where it was written. Values of variables are never read again. Two limits keep hostile files cheap: how deep `${..}`
// may nest, and how much text variables may add to one word; behind them the result is unknown.
#include "parsers/dockerfile/expand.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/limits.h"
#include "parsers/dockerfile/substitution.h"

namespace mountlint::dockerfile {

namespace {

// How quotes and escapes come out. In patterns a backslash means something, in replacements it is kept for nothing.
enum class Mode { word, pattern, replacement };

class Expander {
 public:
  Expander(const Text& word, const Lexing& lexing, const Variables& variables, TextArena& arena)
      : word_(word), in_(word.value()), escape_(lexing.escape), lexing_(lexing), variables_(variables), arena_(arena) {}

  // Called first by those who will split the result.
  void note_words() { splits_ = true; }

  Text run(SyntaxErrors& errors) {
    TextBuilder out(arena_);
    top_ = &out;
    if (in_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // Go's scanner drops it
    process(out, '\0', Mode::word);
    if (!stopped_) return out.finish(word_.span());
    unprotected_.clear();
    if (error_) errors.push_back(std::move(*error_));
    TextBuilder nothing(arena_);
    nothing.unknown(word_.span(), in_);
    return nothing.finish(word_.span());
  }

  // Where `text`, the result, may be split at white space; everywhere else quotes or escapes protect it.
  std::vector<Text> split(const Text& text) const {
    std::vector<Text> words;
    std::uint32_t begin = 0;
    const auto add = [&](std::uint32_t end) {
      if (begin < end) words.push_back(text.sub(begin, end));
    };
    for (const auto& [open, close] : unprotected_)
      for (std::uint32_t at = open; at < close; at += decode(text.value(), at).size) {
        if (!is_space(decode(text.value(), at).value)) continue;
        if (text.value().substr(begin, at - begin).ends_with("<<")) continue;  // `<< NAME` is one word
        add(at);
        begin = at + decode(text.value(), at).size;
      }
    add(text.size());
    return words;
  }

 private:
  bool at_end() const { return at_ >= in_.size(); }
  char peek() const { return at_end() ? '\0' : in_[at_]; }
  bool is(char c) const { return !at_end() && in_[at_] == c; }
  Span span_from(std::uint32_t begin) const { return word_.sub(begin, at_).span(); }

  // Always false, for `return fail(..)`.
  bool fail(Span span, std::string message) {
    if (!stopped_) error_ = SyntaxError{span, std::move(message)};
    return give_up();
  }
  bool give_up() {
    stopped_ = true;
    return false;
  }

  void copy(TextBuilder& out, std::uint32_t begin, std::uint32_t end) {
    if (begin < end) out.copy(word_.sub(begin, end));
  }

  // Notes that all from `begin` on in the result may be split.
  void leave_unprotected(const TextBuilder& out, std::size_t begin) {
    if (splits_ && &out == top_ && !in_double_quotes_ && begin < out.value().size())
      unprotected_.emplace_back(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out.value().size()));
  }

  void copy_plain(TextBuilder& out, std::uint32_t begin, std::uint32_t end) {
    const std::size_t before = out.value().size();
    copy(out, begin, end);
    leave_unprotected(out, before);
  }

  // Up to `stop`, which is consumed; '\0' is the end of the word.
  bool process(TextBuilder& out, char stop, Mode mode) {
    std::uint32_t plain = at_;
    while (!at_end()) {
      const char c = in_[at_];
      const bool special = c == '$' || c == escape_ || (lexing_.quotes && (c == '\'' || c == '"'));
      if (stop && c == stop) {
        copy_plain(out, plain, at_++);
        return true;
      }
      if (!special) {
        ++at_;
        continue;
      }
      copy_plain(out, plain, at_);
      if (!process_special(out, c, mode)) return false;
      plain = at_;
    }
    copy_plain(out, plain, at_);
    return stop == '\0';
  }

  bool process_special(TextBuilder& out, char c, Mode mode) {
    if (c == '$') return dollar(out);
    const bool raw = lexing_.raw_escapes || mode != Mode::word;
    if (c == escape_) return take_escaped(out, raw);
    return c == '\'' ? single_quote(out, mode) : double_quote(out, raw);
  }

  // The escape character gives the next character; at the end it gives nothing.
  bool take_escaped(TextBuilder& out, bool raw) {
    const std::uint32_t begin = at_++;
    if (raw) copy(out, begin, at_);
    if (at_end()) return true;
    at_ += decode(in_, at_).size;
    if (raw)
      copy(out, begin + 1, at_);
    else
      out.replace(in_.substr(begin + 1, at_ - begin - 1), span_from(begin));
    return true;
  }

  bool single_quote(TextBuilder& out, Mode mode) {
    const std::uint32_t begin = at_++;
    const std::size_t end = in_.find('\'', at_);
    if (end == in_.npos) {
      at_ = word_.size();
      return fail(span_from(begin), "this single quote is not closed");
    }
    keep_quote(out, begin);
    copy_quoted(out, begin + 1, static_cast<std::uint32_t>(end), mode == Mode::pattern);
    at_ = static_cast<std::uint32_t>(end) + 1;
    keep_quote(out, at_ - 1);
    return true;
  }

  void keep_quote(TextBuilder& out, std::uint32_t at) {
    if (lexing_.raw_quotes) copy(out, at, at + 1);
  }

  // In a pattern a quoted backslash stands for itself.
  void copy_quoted(TextBuilder& out, std::uint32_t begin, std::uint32_t end, bool double_backslashes) {
    for (std::uint32_t at = begin; double_backslashes && at < end; ++at) {
      if (in_[at] != '\\') continue;
      copy(out, begin, at + 1);
      begin = at;
    }
    copy(out, begin, end);
  }

  bool double_quote(TextBuilder& out, bool raw) {
    const std::uint32_t begin = at_++;
    keep_quote(out, begin);
    std::uint32_t plain = at_;
    while (!at_end() && in_[at_] != '"') {
      const char c = in_[at_];
      if (c != '$' && c != escape_) {
        ++at_;
        continue;
      }
      copy(out, plain, at_);
      const bool outer = std::exchange(in_double_quotes_, true);
      const bool good = c != '$' || dollar(out);
      in_double_quotes_ = outer;
      if (!good) return false;
      if (c == escape_) escape_in_quotes(out, raw);
      plain = at_;
    }
    if (at_end()) return fail(span_from(begin), "this double quote is not closed");
    copy(out, plain, at_++);
    keep_quote(out, at_ - 1);
    return true;
  }

  // Inside double quotes only `"`, `$` and the escape character itself can be escaped. In patterns the escape
  // character comes out twice before other characters: a slip of BuildKit that decides what matches.
  void escape_in_quotes(TextBuilder& out, bool raw) {
    const std::uint32_t begin = at_++;
    if (raw) copy(out, begin, at_);
    if (at_end()) return;
    const bool escapes = is('"') || is('$') || is(escape_);
    if (!escapes) return copy(out, begin, at_);
    ++at_;
    if (raw)
      copy(out, at_ - 1, at_);
    else
      out.replace(in_.substr(at_ - 1, 1), span_from(begin));
  }

  // A run of digits, one special parameter, or letters, digits and underscores.
  std::string_view read_name() {
    const std::uint32_t begin = at_;
    if (at_end()) return {};
    const bool digits = is_digit(decode(in_, at_).value);
    if (!digits && std::string_view("@*#?-$!").find(in_[at_]) != std::string_view::npos)
      ++at_;
    else
      while (!at_end()) {
        const CodePoint c = decode(in_, at_);
        const bool fits = digits ? is_digit(c.value) : is_letter(c.value) || is_digit(c.value) || c.value == '_';
        if (!fits) break;
        at_ += c.size;
      }
    return in_.substr(begin, at_ - begin);
  }

  bool dollar(TextBuilder& out) {
    const std::uint32_t begin = at_++;
    if (is('{')) return braces(out, begin);
    const std::string_view name = read_name();
    if (!name.empty()) return put_variable(out, name, begin);
    copy(out, begin, at_);
    return true;
  }

  bool put_variable(TextBuilder& out, std::string_view name, std::uint32_t begin) {
    const Variable variable = variables_(name);
    if (variable.state == Variable::unknown) return put_unknown(out, begin);
    if (stays(variable)) return copy(out, begin, at_), true;
    return put(out, variable.state == Variable::set ? variable.value : Text(), begin);
  }

  bool put(TextBuilder& out, const Text& value, std::uint32_t begin) {
    added_ += value.size();
    if (added_ > most_expanded && !value.empty()) return give_up();
    const std::string_view written = in_.substr(begin, at_ - begin);
    const std::size_t before = out.value().size();
    if (value.empty() && !value.span().valid())
      out.variable(std::string_view(), span_from(begin), written);
    else
      out.variable(value, span_from(begin), written);
    leave_unprotected(out, before);
    return true;
  }

  bool stays(const Variable& variable) const { return lexing_.skip_unset && variable.state == Variable::unset; }

  bool put_unknown(TextBuilder& out, std::uint32_t begin) {
    out.unknown(span_from(begin), in_.substr(begin, at_ - begin));
    return true;
  }

  bool braces(TextBuilder& out, std::uint32_t begin) {
    ++at_;
    if (at_end()) return fail(span_from(begin), "`${` has no closing `}`");
    if (is('{') || is('}') || is(':')) return bad_substitution(begin);
    const std::string_view name = read_name();
    if (at_end()) return fail(span_from(begin), "`${` has no closing `}`");
    if (is('}')) return ++at_, put_variable(out, name, begin);
    if (++depth_ > deepest_substitution) return give_up();
    const bool good = modified(out, name, begin);
    --depth_;
    return good;
  }

  bool bad_substitution(std::uint32_t begin) {
    ++at_;
    return fail(span_from(begin), "`${` must be followed by the name of a variable");
  }

  bool modified(TextBuilder& out, std::string_view name, std::uint32_t begin) {
    Substitution in{name};
    const std::uint32_t modifier = at_;
    if (is(':')) in.empty_is_unset = ++at_;
    if (at_end()) return fail(span_from(begin), "`${` has no closing `}`");
    const std::uint32_t size = decode(in_, at_).size;
    in.modifier = in_[at_];
    at_ += size;
    const std::string_view allowed = in.empty_is_unset ? "-+?" : "-+?#%/";
    if (size > 1 || allowed.find(in.modifier) == allowed.npos) return unsupported(modifier);
    if (in.modifier == '/' ? !read_replacement(in, begin) : !read_word(in, begin)) return false;
    in.span = span_from(begin);
    in.written = in_.substr(begin, at_ - begin);
    const Variable variable = variables_(name);
    if (stays(variable)) return copy(out, begin, at_), true;
    return put_outcome(out, substitute(in, variable, arena_), begin);
  }

  bool unsupported(std::uint32_t modifier) {
    const Text text = word_.sub(modifier, at_);
    return fail(text.span(), fmt::format("`{}` is no modifier of a Dockerfile variable", text.shown()));
  }

  bool read_word(Substitution& in, std::uint32_t begin) {
    const bool pattern = in.modifier == '#' || in.modifier == '%';
    return read_part(in.word, '}', pattern ? Mode::pattern : Mode::word, begin);
  }

  bool read_replacement(Substitution& in, std::uint32_t begin) {
    in.all = is('/');
    if (in.all) ++at_;
    return read_part(in.word, '/', Mode::pattern, begin) && read_part(in.replacement, '}', Mode::replacement, begin);
  }

  bool read_part(Text& part, char stop, Mode mode, std::uint32_t begin) {
    TextBuilder out(arena_);
    const std::uint32_t first = at_;
    if (process(out, stop, mode)) {
      part = out.finish(word_.sub(first, at_ - 1).span());
      return true;
    }
    if (stopped_) return false;
    return fail(span_from(begin), stop == '/' ? "`${` has no second `/`" : "`${` has no closing `}`");
  }

  bool put_outcome(TextBuilder& out, const Outcome& outcome, std::uint32_t begin) {
    if (outcome.kind == Outcome::wrong) return fail(span_from(begin), outcome.error);
    if (outcome.kind == Outcome::unknown) return put_unknown(out, begin);
    return put(out, outcome.value, begin);
  }

  Text word_;
  std::string_view in_;
  char escape_;
  Lexing lexing_;
  const Variables& variables_;
  TextArena& arena_;
  std::uint32_t at_ = 0;
  int depth_ = 0;
  const TextBuilder* top_ = nullptr;  // where the result is built
  bool in_double_quotes_ = false;
  bool splits_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unprotected_;  // of the result
  std::size_t added_ = 0;
  bool stopped_ = false;
  std::optional<SyntaxError> error_;
};

// True if nothing has to be removed or replaced. Most words are so, and some are as long as the file.
bool is_plain(std::string_view word, const Lexing& lexing) {
  const auto is_special = [&](char c) {
    return c == '$' || c == lexing.escape || (lexing.quotes && (c == '\'' || c == '"'));
  };
  return std::ranges::none_of(word, is_special) && !word.starts_with("\xEF\xBB\xBF");
}

}  // namespace

Text expand(const Text& word, const Lexing& lexing, const Variables& variables, TextArena& arena,
            SyntaxErrors& errors) {
  if (is_plain(word.value(), lexing)) return word;
  return Expander(word, lexing, variables, arena).run(errors);
}

std::vector<Text> expand_words(const Text& word, const Lexing& lexing, const Variables& variables, TextArena& arena,
                               SyntaxErrors& errors) {
  Expander expander(word, lexing, variables, arena);
  expander.note_words();
  const Text text = expander.run(errors);
  return expander.split(text);
}

Variable unknown_variable(std::string_view) { return {Variable::unknown, {}}; }

}  // namespace mountlint::dockerfile
