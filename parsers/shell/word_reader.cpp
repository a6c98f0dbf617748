// Quotes and escapes as the POSIX shell removes them. A word without any of them is a slice of the script, which is
// nearly every word; the others are put together piece by piece.
#include "parsers/shell/word_reader.h"

#include "parsers/shell/expansions.h"

namespace mountlint::shell {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }
bool ends_word(char c) { return is_blank(c) || std::string_view("\n;&|<>()").find(c) != std::string_view::npos; }

namespace {

bool is_plain(char c) {
  return !ends_word(c) && std::string_view("\\'\"$`*?[{~\x1A").find(c) == std::string_view::npos;
}

}  // namespace

class WordReader::Builder {
 public:
  Builder(const WordReader& reader, std::uint32_t begin)
      : text_(reader.text_), bytes_(reader.bytes_), out_(reader.arena_), at_(begin), begin_(begin), copied_(begin) {}

  std::optional<Word> read() {
    while (at_ < bytes_.size() && !at_end())
      if (!step()) return std::nullopt;
    flush();
    word_.written = text_.sub(begin_, at_);
    word_.text = out_.finish(word_.written.span());
    return std::move(word_);
  }
  std::uint32_t end() const { return at_; }

 private:
  char peek(std::uint32_t ahead = 1) const { return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0'; }
  bool at_end() const { return ends_word(bytes_[at_]) && !begins_group(); }
  // `NAME=(a b)` and `<(..)`
  bool begins_group() const {
    const char c = bytes_[at_];
    if (at_ == begin_) return (c == '<' || c == '>') && peek() == '(';
    return c == '(' && bytes_[at_ - 1] == '=';
  }
  void flush() {
    if (copied_ < at_) out_.copy(text_.sub(copied_, at_));
    copied_ = at_;
  }
  // The next `length` bytes are left out.
  void drop(std::uint32_t length) {
    flush();
    copied_ = at_ += length;
  }
  bool step();
  bool escape(bool in_quotes);
  bool single_quotes();
  bool double_quotes();
  bool expand(bool in_quotes);
  bool unknown(std::uint32_t length);
  bool pattern();
  bool tilde();

  const Text text_;
  const std::string_view bytes_;
  TextBuilder out_;
  Word word_;
  std::uint32_t at_, begin_, copied_;
};

bool WordReader::Builder::unknown(std::uint32_t length) {
  flush();
  const Text part = text_.sub(at_, at_ + length);
  out_.unknown(part.span(), part.value());
  copied_ = at_ += length;
  return true;
}

bool WordReader::Builder::escape(bool in_quotes) {
  const char next = peek();
  if (at_ + 1 >= bytes_.size()) return ++at_, true;
  if (next == '\n') return drop(2), true;
  if (in_quotes && std::string_view("$`\"\\").find(next) == std::string_view::npos) return at_ += 2, true;
  flush();
  word_.quoted = true;
  const Text both = text_.sub(at_, at_ + 2), character = text_.sub(at_ + 1, at_ + 2);
  if (character.is_known())
    out_.replace(character.value(), both.span());
  else
    out_.copy(character);
  copied_ = at_ += 2;
  return true;
}

bool WordReader::Builder::single_quotes() {
  const std::size_t end = bytes_.find('\'', at_ + 1);
  if (end == std::string_view::npos) return false;
  word_.quoted = true;
  drop(1);
  at_ = static_cast<std::uint32_t>(end);
  return drop(1), true;
}

bool WordReader::Builder::double_quotes() {
  word_.quoted = true;
  drop(1);
  while (at_ < bytes_.size() && bytes_[at_] != '"') {
    const char c = bytes_[at_];
    bool fine = true;
    if (c == '\\')
      fine = escape(true);
    else if (c == '$' || c == '`')
      fine = expand(true);
    else
      ++at_;
    if (!fine) return false;
  }
  if (at_ >= bytes_.size()) return false;
  return drop(1), true;
}

bool WordReader::Builder::expand(bool in_quotes) {
  const std::size_t end = end_of_expansion(bytes_, at_, in_quotes);
  if (end == not_closed) return false;
  const auto length = static_cast<std::uint32_t>(end - at_);
  if (length == 1 && bytes_[at_] == '$') return ++at_, true;  // a dollar sign
  flush();
  const std::string_view name = plain_variable(bytes_.substr(at_, length));
  if (!name.empty()) word_.variables.push_back({static_cast<std::uint32_t>(out_.value().size()), name, in_quotes});
  word_.splits |= !in_quotes;
  return unknown(length);
}

// `[`, `[[` and `{` alone are words of the shell's own, `{}` is one of `find`.
bool WordReader::Builder::pattern() {
  const char c = bytes_[at_];
  const auto ends_after = [&](std::uint32_t length) {
    return at_ == begin_ && (at_ + length == bytes_.size() || ends_word(peek(length)));
  };
  if (c == '[' && peek() == '[' && ends_after(2)) return at_ += 2, true;
  const bool alone = ends_after(1);
  if (c == '[' && alone) return ++at_, true;
  if (c == '{' && (alone || peek() == '}')) return ++at_, true;
  word_.pattern = true;
  return unknown(1);
}

// `~` and `~/x`; `~user` is not known.
bool WordReader::Builder::tilde() {
  const bool at_begin = at_ == begin_ || bytes_[at_ - 1] == '=';
  if (!at_begin) return ++at_, true;
  flush();
  const bool own = at_ + 1 == bytes_.size() || peek() == '/' || ends_word(peek());
  if (own) word_.variables.push_back({static_cast<std::uint32_t>(out_.value().size()), "HOME", true});
  return unknown(1);
}

bool WordReader::Builder::step() {
  const char c = bytes_[at_];
  if (c == '\\') return escape(false);
  if (c == '\'') return single_quotes();
  if (c == '"') return double_quotes();
  if (c == '$' && peek() == '"') return drop(1), true;
  if (c == '$' && peek() == '\'') {
    const std::size_t end = bytes_.find('\'', at_ + 2);
    word_.quoted = true;
    return end != std::string_view::npos && unknown(static_cast<std::uint32_t>(end + 1 - at_));
  }
  if (c == '<' || c == '>') {
    const std::size_t end = end_of_expansion(bytes_, at_ + 1);
    return end != not_closed && unknown(static_cast<std::uint32_t>(end - at_));
  }
  if (c == '$' || c == '`' || c == '(') return expand(false);
  if (c == '*' || c == '?' || c == '[' || c == '{') return pattern();
  if (c == '~') return tilde();
  if (c == unknown_character && !text_.sub(at_, at_ + 1).is_known()) word_.splits = true;
  ++at_;
  return true;
}

std::optional<Word> WordReader::read(std::uint32_t& at) {
  std::uint32_t end = at;
  while (end < bytes_.size() && is_plain(bytes_[end])) ++end;
  if (end == bytes_.size() || (ends_word(bytes_[end]) && end > at && bytes_[end] != '(')) {
    const Text word = text_.sub(at, end);
    at = end;
    return Word{word, word};
  }
  Builder builder(*this, at);
  std::optional<Word> word = builder.read();
  at = builder.end();
  return word;
}

}  // namespace mountlint::shell
