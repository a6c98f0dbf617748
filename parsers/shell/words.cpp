// One pass over the characters with the state of mattn/go-shellwords, which compose-go uses: it is no shell. `$( )` and
// back quotes are kept as they are, a parenthesis of its own is an error, and a redirection ends the line together
// with the file descriptor in front of it.
#include "parsers/shell/words.h"

namespace mountlint::shell {
namespace {

// Longer lines are not split: nothing is known of their words.
constexpr std::uint32_t line_limit = 256u << 10;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_operator(char c) { return c == ';' || c == '&' || c == '|' || c == '<' || c == '>'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Splitter {
 public:
  Splitter(const Text& line, TextArena& arena) : line_(line), text_(line.value()), arena_(arena) {
    word_.emplace(arena_);
  }

  Words split() {
    for (; at_ < text_.size() && !done_; ++at_) step(text_[at_]);
    if (!done_) end_word();
    if (!done_ && quoted()) fail(WordsError::open_quote, quote_at_);
    return std::move(out_);
  }

 private:
  void step(char c);
  void backslash();
  void keep();
  void flush();
  void end_word();
  void cut();
  void parenthesis(char c);
  bool toggle(char c);
  void fail(WordsError error, std::uint32_t at);
  void begin_word() {
    if (!in_word_) word_begin_ = at_;
    in_word_ = true;
  }
  bool quoted() const { return single_ || double_ || back_ || dollar_; }

  const Text line_;
  const std::string_view text_;
  TextArena& arena_;
  std::optional<TextBuilder> word_;
  std::uint32_t at_ = 0, word_begin_ = 0, quote_at_ = 0;
  std::uint32_t pending_ = 0;  // how many characters before `at_` are still to be copied to the word
  bool in_word_ = false, done_ = false;
  bool has_word_ = false;  // an argument was begun: a quote that is still open makes none
  bool single_ = false, double_ = false, back_ = false, dollar_ = false;
  Words out_;
};

void Splitter::fail(WordsError error, std::uint32_t at) {
  out_.error = error;
  out_.error_at = line_.sub(at, at + 1);
  out_.words.complete = false;
  done_ = true;
}

void Splitter::keep() {
  begin_word();
  has_word_ = true;
  ++pending_;
}

void Splitter::flush() {
  if (pending_ > 0) word_->copy(line_.sub(at_ - pending_, at_));
  pending_ = 0;
}

void Splitter::backslash() {
  if (single_) return keep();
  begin_word();
  if (at_ + 1 >= text_.size()) return fail(WordsError::open_quote, at_);
  flush();
  has_word_ = true;
  const Text next = line_.sub(at_ + 1, at_ + 2);
  const Text both = line_.sub(at_, at_ + 2);
  ++at_;
  if (!next.is_known()) return word_->copy(next);
  if (next.value() == "t") return word_->replace("\t", both.span());
  word_->replace(next.value() == "n" ? "\n" : next.value(), both.span());
}

// A word that is nothing but an unknown part may stand for several, or for none.
void Splitter::end_word() {
  flush();
  if (!has_word_) return;
  const Text written = line_.sub(word_begin_, at_);
  if (written.size() == 1 && !written.is_known()) out_.words.complete = false;
  out_.words.push_back(word_->finish(written.span()));
  word_.emplace(arena_);
  in_word_ = has_word_ = false;
}

void Splitter::cut() {
  flush();
  const std::string_view word = word_->value();
  if (text_[at_] == '>' && !word.empty() && is_digit(word[0])) has_word_ = false;
  end_word();
  out_.cut = line_.from(at_);
  done_ = true;
}

// A `)` of its own opens what nothing closes, as in go-shellwords.
void Splitter::parenthesis(char c) {
  if (c == ')') {
    dollar_ = !dollar_;
    quote_at_ = at_;
    return keep();
  }
  flush();
  if (dollar_ || !word_->value().ends_with('$')) return fail(WordsError::parenthesis, at_);
  dollar_ = true;
  quote_at_ = at_;
  keep();
}

// Opens or closes a quote; false if `c` means itself here.
bool Splitter::toggle(char c) {
  const bool is_double = c == '"';
  if ((is_double ? single_ : double_) || dollar_) return false;
  flush();
  begin_word();
  bool& open = is_double ? double_ : single_;
  if (open) has_word_ = true;
  open = !open;
  quote_at_ = at_;
  return true;
}

void Splitter::step(char c) {
  if (c == unknown_character) return keep();
  if (c == '\\') return backslash();
  if (is_blank(c)) return quoted() ? keep() : end_word();
  if ((c == '"' || c == '\'') && toggle(c)) return;
  const bool string = single_ || double_;
  if ((c == '(' || c == ')') && !string && !back_) return parenthesis(c);
  if (is_operator(c) && !quoted()) return cut();
  if (c == '`' && !string && !dollar_) {
    back_ = !back_;
    quote_at_ = at_;
  }
  keep();
}

}  // namespace

Words split_words(const Text& line, TextArena& arena) {
  Words out;
  out.words.complete = false;
  return line.size() > line_limit ? out : Splitter(line, arena).split();
}

}  // namespace mountlint::shell
