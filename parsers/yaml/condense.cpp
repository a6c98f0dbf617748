// A line lexer that knows just enough to say where a quoted scalar or a flow collection ends and a block scalar begins.
// It gives up at the first line that it does not know: then the rest is kept as it is.
#include "parsers/yaml/condense.h"

#include <algorithm>
#include <utility>

#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {
namespace {

using Position = std::size_t;
enum class Follows { anything, plain, block_scalar };
constexpr Position nowhere = std::string_view::npos;

// Finds what may be left out of one text.
class Lexer {
 public:
  Lexer(std::string_view text, Position at) : text_(text), at_(at) {}

  // Calls `cut(begin, end)` for each piece, in order.
  template <class Cut>
  void run(const Cut& cut) {
    while (at_ < text_.size()) {
      const Position first = skip_spaces(at_);
      Position last = first;
      if (byte(first) == '#')
        cut(first + 1, line_end(first));
      else if (!is_break(skip_blanks(first)) && !goes_on(first))
        last = node(first);
      if (last == nowhere) return;
      at_ = next_line(last);
      if (follows_ == Follows::block_scalar && !block(cut)) return;
    }
  }

 private:
  char byte(Position at) const { return at < text_.size() ? text_[at] : '\n'; }
  bool is_break(Position at) const { return byte(at) == '\n' || byte(at) == '\r'; }
  bool ends_word(Position at) const { return is_blank(byte(at)) || is_break(at); }
  Position skip_spaces(Position at) const { return std::min(text_.find_first_not_of(' ', at), text_.size()); }
  Position skip_blanks(Position at) const { return std::min(text_.find_first_not_of(" \t", at), text_.size()); }
  Position next_line(Position at) const { return std::min(text_.find('\n', at), text_.size() - 1) + 1; }
  // In front of the line break.
  Position line_end(Position at) const {
    const Position end = std::min(text_.find('\n', at), text_.size());
    return end > at && byte(end - 1) == '\r' ? end - 1 : end;
  }

  // True for a line that a plain scalar goes on in.
  bool goes_on(Position first) const { return follows_ == Follows::plain && column_of(first) > column_; }
  std::ptrdiff_t column_of(Position at) const { return static_cast<std::ptrdiff_t>(at - at_); }

  Position node(Position at);
  Position value(Position at);
  Position plain(Position at);
  Position rest(Position at);
  Position properties(Position at) const;
  Position quoted(Position at) const;
  Position flow(Position at) const;
  Position header(Position at);
  template <class Cut>
  bool block(const Cut& cut);

  std::string_view text_;
  Position at_;
  std::ptrdiff_t column_ = -1;           // of the innermost block collection that is open
  Follows follows_ = Follows::anything;  // what the next line may belong to
};

// What stands in a line of block style: entry indicators, a key, a value. Returns a position in the last line that it
// takes, `nowhere` if that is not sure.
Position Lexer::node(Position at) {
  follows_ = Follows::anything;
  if (column_of(at) == 0 && text_.substr(at, 3) == "---" && is_break(skip_blanks(at + 3))) return column_ = -1, at;
  while (byte(at) == '-' && ends_word(at + 1)) {
    column_ = column_of(at);
    at = skip_spaces(at + 1);
    if (is_break(at)) return at;
  }
  const std::ptrdiff_t start = column_of(at);
  at = properties(at);
  const char c = byte(at);
  if (std::string_view("|>[{").find(c) != nowhere) return start > column_ ? value(at) : nowhere;
  const bool is_marker = start == 0 && text_.substr(at, 3) == "...";
  if (std::string_view("\t?%@`,]}#:").find(c) != nowhere || is_marker) return nowhere;
  const bool is_quoted = c == '"' || c == '\'';
  const Position key = is_quoted ? quoted(at) : plain(at);
  if (key == nowhere) return nowhere;
  if (byte(key) == ':' && ends_word(key + 1)) {
    column_ = start;
    return value(properties(skip_blanks(key + 1)));
  }
  if (is_quoted) return rest(key);
  follows_ = Follows::plain;
  return start > column_ ? key : nowhere;
}

// What stands behind `key:`, or an entry that is no mapping.
Position Lexer::value(Position at) {
  const char c = byte(at);
  if (c == '|' || c == '>') return header(at);
  if (c == '"' || c == '\'') return rest(quoted(at));
  if (c == '[' || c == '{') return rest(flow(at));
  if (!is_break(at) && c != '#') follows_ = Follows::plain;
  return line_end(at);
}

// The `:` behind a plain key; the end of the line if there is none.
Position Lexer::plain(Position at) {
  const Position end = line_end(at);
  const std::string_view line = text_.substr(0, end);  // what lies behind it is not searched again for every line
  for (Position colon = line.find(':', at); colon < end; colon = line.find(':', colon + 1))
    if (ends_word(colon + 1)) return text_.substr(at, colon - at).find(" #") == nowhere ? colon : end;
  return end;
}

// Nothing but a comment may follow.
Position Lexer::rest(Position at) {
  if (at == nowhere) return nowhere;
  const Position next = skip_blanks(at);
  const bool is_comment = byte(next) == '#' && next > at;
  return is_comment || is_break(next) ? next : nowhere;
}

// Behind anchors and tags.
Position Lexer::properties(Position at) const {
  while (byte(at) == '&' || byte(at) == '!') {
    while (!ends_word(at)) ++at;
    at = skip_blanks(at);
  }
  return at;
}

// Behind the closing quote.
Position Lexer::quoted(Position at) const {
  const char quote = byte(at);
  for (++at; at < text_.size(); ++at) {
    if (quote == '"' && text_[at] == '\\')
      ++at;
    else if (text_[at] == quote && quote == '\'' && byte(at + 1) == quote)
      ++at;
    else if (text_[at] == quote)
      return at + 1;
  }
  return nowhere;
}

// Behind the closing bracket. A quote that may or may not open a scalar is one too much.
Position Lexer::flow(Position at) const {
  int depth = 0;
  for (char before = ' '; at < text_.size(); before = text_[at], ++at) {
    const char c = text_[at];
    const bool may_begin = std::string_view(" \t\r\n[{,").find(before) != nowhere;
    if (c == '"' || c == '\'') {
      if (!may_begin) return nowhere;
      const Position end = quoted(at);
      if (end == nowhere) return nowhere;
      at = end - 1;
    }
    if (c == '#' && may_begin) return nowhere;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && --depth == 0) return at + 1;
  }
  return nowhere;
}

// `|`, `>`, with `+` or `-`. One that says how deep its lines are is left alone, and one that is the whole document.
Position Lexer::header(Position at) {
  if (column_ < 0) return nowhere;
  ++at;
  if (byte(at) == '+' || byte(at) == '-') ++at;
  const Position end = rest(at);
  follows_ = Follows::block_scalar;
  return end;
}

// The lines of a block scalar: those that are indented like the first one, or empty. Empty lines in front of it may be
// no deeper. False if that is not sure.
template <class Cut>
bool Lexer::block(const Cut& cut) {
  follows_ = Follows::anything;
  std::ptrdiff_t depth = column_ + 1;
  bool is_found = false;
  for (; at_ < text_.size(); at_ = next_line(at_)) {
    const Position first = skip_spaces(at_), end = line_end(first);
    const std::ptrdiff_t indent = column_of(first);
    if (first == end) {
      if (!is_found) depth = std::max(depth, indent);
      continue;
    }
    if (text_[first] == '\t') return false;
    if (indent < depth) return true;
    if (!std::exchange(is_found, true)) depth = indent;
    if (first + 1 < end) cut(first + 1, end);
  }
  return true;
}

}  // namespace

Condensed::Condensed(std::string_view work, std::uint32_t base) : base_(base) {
  Position done = base;
  std::uint32_t removed = 0;
  text_.reserve(work.size() - base);
  Lexer(work, base).run([&](Position begin, Position end) {
    if (end <= begin) return;
    text_.append(work, done, begin - done);
    removed += static_cast<std::uint32_t>(end - begin);
    cuts_.push_back({text_.size(), removed});
    done = end;
  });
  text_.append(work, done);
}

std::uint32_t Condensed::original(std::size_t at) const {
  const auto behind = std::upper_bound(cuts_.begin(), cuts_.end(), at,
                                       [](std::size_t position, const Cut& cut) { return position < cut.at; });
  const std::uint32_t removed = behind == cuts_.begin() ? 0 : std::prev(behind)->removed;
  return base_ + static_cast<std::uint32_t>(at) + removed;
}

}  // namespace mountlint::yaml
