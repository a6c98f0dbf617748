// yaml-cpp says what a scalar means and where it begins, not where it ends. A plain scalar is walked along its value.
// Quoted and block scalars say themselves where they end; they are decoded here as go-yaml does (scanner of libyaml),
// which differs from yaml-cpp in folded scalars.
#include "parsers/yaml/align.h"

#include <algorithm>

#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {

// Blanks and line breaks in the middle of a flow scalar.
struct Aligner::Fold {
  std::uint32_t end = 0;
  std::string value;  // what they mean; empty if there is no break
};

struct Aligner::Header {
  bool literal = true;
  char chomp = ' ';             // `+`, `-` or a blank
  std::uint32_t increment = 0;  // 0: found out from the first line
  std::uint32_t end = 0;        // behind the indicators
  std::uint32_t comment = 0;
  std::uint32_t content = 0;  // the begin of the first line
};

void Aligner::source(TextBuilder& out, std::uint32_t begin, std::uint32_t end) {
  if (begin < end) out.source(text_.substr(begin, end - begin), span(begin, end));
}

namespace {

// NEL, and every ASCII break, is a line feed; LS and PS stand for themselves.
std::string_view break_value(std::string_view written) { return written.size() == 3 ? written : "\n"; }

}  // namespace

// The first line feed is a blank, or nothing if others follow.
Aligner::Fold Aligner::fold(std::uint32_t at) const {
  Fold fold;
  for (; at < text_.size();) {
    const std::uint32_t length = break_length(text_, at);
    if (length == 0 && !is_blank(text_[at])) break;
    if (length > 0) fold.value += break_value(text_.substr(at, length));
    at += length > 0 ? length : 1;
  }
  fold.end = at;
  if (fold.value == "\n")
    fold.value = " ";
  else if (fold.value.starts_with('\n'))
    fold.value.erase(0, 1);
  return fold;
}

// The break at `at` inside a plain scalar; 0 if `rest` of the value goes on otherwise.
std::uint32_t Aligner::plain_break(TextBuilder& out, std::uint32_t at, std::string_view& rest) {
  const Fold found = fold(at);
  // yaml-cpp sees every break as a line feed.
  const std::size_t length =
      std::min<std::size_t>(rest.find_first_not_of(found.value == " " ? " " : " \n"), rest.size());
  if (found.value.empty() || length == 0) return 0;
  out.replace(found.value, span(at, found.end));
  rest.remove_prefix(length);
  return found.end;
}

std::optional<Aligned> Aligner::plain(std::uint32_t begin, std::string_view value) {
  if (work_.substr(begin, value.size()) == value) {
    const Span whole = span(begin, begin + static_cast<std::uint32_t>(value.size()));
    return Aligned{Style::plain, whole, texts_.source(source_, whole), 0, 0};
  }
  TextBuilder out(texts_);
  std::uint32_t at = begin;
  while (!value.empty() && at < work_.size()) {
    std::uint32_t end = at;
    while (end < work_.size() && !value.empty() && value[0] == work_[end] && fold(end).value.empty()) {
      value.remove_prefix(1);
      ++end;
    }
    source(out, at, end);
    at = end;
    if (value.empty()) break;
    at = plain_break(out, end, value);
    if (at == 0) return std::nullopt;
  }
  if (!value.empty()) return std::nullopt;
  return Aligned{Style::plain, span(begin, at), out.finish(span(begin, at)), 0, 0};
}

std::uint32_t Aligner::quoted_break(TextBuilder& out, std::uint32_t at) {
  const Fold found = fold(at);
  if (found.value.empty()) source(out, at, found.end);
  if (!found.value.empty()) out.replace(found.value, span(at, found.end));
  return found.end;
}

namespace {

void append_utf8(std::string& out, std::uint32_t c) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    tail(12), tail(6), tail(0);
  }
}

std::optional<std::string_view> simple_escape(char c) {
  using namespace std::string_view_literals;
  constexpr std::string_view names = "0abt\tnvfre \"'/\\";
  constexpr std::string_view values = "\0\a\b\t\t\n\v\f\r\x1B \"'/\\"sv;
  const std::size_t at = names.find(c);
  if (at != names.npos) return values.substr(at, 1);
  if (c == 'N') return "\xC2\x85";
  if (c == '_') return "\xC2\xA0";
  if (c == 'L') return "\xE2\x80\xA8";
  if (c == 'P') return "\xE2\x80\xA9";
  return std::nullopt;
}

std::uint32_t hex_digits(char c) { return c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0; }

std::uint32_t hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return (c | 0x20) - 'a' + 10;
}

}  // namespace

// The escape at the backslash at `at`; yaml-cpp has checked that it is one.
std::uint32_t Aligner::escape(TextBuilder& out, std::uint32_t at) {
  if (at + 1 >= text_.size()) return at + 1;
  const char c = text_[at + 1];
  if (break_length(text_, at + 1) > 0) {
    const Fold found = fold(at + 1);
    out.replace(found.value == " " ? "" : found.value, span(at, found.end));
    return found.end;
  }
  std::string value(simple_escape(c).value_or(""));
  std::uint32_t code = 0, end = at + 2;
  const std::uint32_t last = end + hex_digits(c);
  for (; end < last && end < text_.size(); ++end) code = code << 4 | hex_value(text_[end]);
  if (hex_digits(c) > 0) append_utf8(value, code);
  out.replace(value, span(at, end));
  return end;
}

// The closing quote, if nothing before it means anything but itself: then the text needs no copy.
std::optional<std::uint32_t> Aligner::one_piece(std::uint32_t begin) const {
  const char quote = text_[begin];
  std::uint32_t at = begin + 1;
  while (at < text_.size() && text_[at] != quote && text_[at] != '\\' && break_length(text_, at) == 0) ++at;
  if (at >= text_.size() || text_[at] != quote) return std::nullopt;
  if (quote == '\'' && text_.substr(at, 2) == "''") return std::nullopt;
  return at;
}

std::optional<Aligned> Aligner::quoted(std::uint32_t begin) {
  const char quote = text_[begin];
  const Style style = quote == '"' ? Style::double_quoted : Style::single_quoted;
  if (const auto simple = one_piece(begin))
    return Aligned{style, span(begin, *simple + 1), texts_.source(source_, span(begin + 1, *simple)), 0, 0};
  TextBuilder out(texts_);
  std::uint32_t at = begin + 1;
  while (at < text_.size()) {
    std::uint32_t end = at;
    while (end < text_.size() && text_[end] != quote && !(text_[end] == '\\' && quote == '"') &&
           !is_blank(text_[end]) && break_length(text_, end) == 0)
      ++end;
    source(out, at, end);
    at = end;
    if (at >= text_.size()) break;
    if (text_[at] == '\\' && quote == '"') {
      at = escape(out, at);
    } else if (text_[at] != quote) {
      at = quoted_break(out, at);
    } else if (quote == '\'' && text_.substr(at, 2) == "''") {
      out.replace("'", span(at, at + 2));
      at += 2;
    } else {
      return Aligned{style, span(begin, at + 1), out.finish(span(begin + 1, at)), 0, 0};
    }
  }
  return std::nullopt;
}

Aligner::Header Aligner::header(std::uint32_t begin) const {
  Header header{text_[begin] == '|'};
  std::uint32_t at = begin + 1;
  for (; at < text_.size(); ++at) {
    if (text_[at] == '+' || text_[at] == '-')
      header.chomp = text_[at];
    else if (text_[at] >= '1' && text_[at] <= '9')
      header.increment = text_[at] - '0';
    else
      break;
  }
  header.end = at;
  while (at < text_.size() && is_blank(text_[at])) ++at;
  if (at < text_.size() && text_[at] == '#') header.comment = at;
  at = line_content(at);
  header.content = at + break_length(text_, at);
  return header;
}

// The end of the line that `at` is in, in front of its break.
std::uint32_t Aligner::line_content(std::uint32_t at) const {
  while (at < text_.size() && break_length(text_, at) == 0) ++at;
  return at;
}

// The indentation of the block scalar whose lines begin at `at`: that of its first line with text, or of a deeper blank
// line before it.
std::uint32_t Aligner::indent(std::uint32_t at, std::uint32_t least, std::uint32_t& tab) const {
  std::uint32_t indent = least;
  while (at < text_.size()) {
    std::uint32_t end = at;
    while (end < text_.size() && text_[end] == ' ') ++end;
    indent = std::max(indent, end - at);
    if (end < text_.size() && text_[end] == '\t') tab = end;
    const std::uint32_t length = break_length(text_, end);
    if (length == 0) break;
    at = end + length;
  }
  return indent;
}

std::uint32_t Aligner::skip_indent(std::uint32_t at, std::uint32_t indent) const {
  const std::uint32_t begin = at;
  while (at < text_.size() && at - begin < indent && text_[at] == ' ') ++at;
  return at;
}

// Behind the lines that hold nothing but indentation.
std::uint32_t Aligner::skip_blank_lines(std::uint32_t at, std::uint32_t indent) const {
  while (at < text_.size()) {
    const std::uint32_t end = skip_indent(at, indent);
    const std::uint32_t length = break_length(text_, end);
    if (length == 0) break;
    at = end + length;
  }
  return at;
}

// The line breaks in [begin, end), each with the indentation before it.
void Aligner::breaks(TextBuilder& out, std::uint32_t begin, std::uint32_t end) {
  while (begin < end) {
    const std::uint32_t at = line_content(begin), length = break_length(text_, at);
    if (length == 0) return;
    if (text_[at] == '\n' && at == begin)
      source(out, at, at + 1);
    else
      out.replace(break_value(text_.substr(at, length)), span(begin, at + length));
    begin = at + length;
  }
}

void Aligner::block_lines(TextBuilder& out, const Header& header, std::uint32_t indent, std::uint32_t& end) {
  std::uint32_t line = skip_blank_lines(header.content, indent);
  std::uint32_t pending = line, trailing = header.content;  // [trailing, line): breaks not yet written
  bool blank_before = false, first = true;
  while (line + indent < text_.size() && skip_indent(line, indent) - line == indent) {
    const std::uint32_t begin = line + indent, content = line_content(begin);
    const bool blank = begin < text_.size() && is_blank(text_[begin]);
    const bool joins = !first && !header.literal && !blank_before && !blank && text_[pending] != '\xE2';
    const std::uint32_t after = first ? trailing : pending + break_length(text_, pending);
    if (first || !joins) breaks(out, first ? trailing : pending, line);
    if (joins && after == line) out.replace(" ", span(pending, line));
    if (joins && after != line) breaks(out, after, line);
    source(out, begin, content);
    pending = content;
    trailing = content + break_length(text_, content);
    line = skip_blank_lines(trailing, indent);
    blank_before = blank;
    first = false;
  }
  if (!first) end = pending;
  if (header.chomp == '-') return;
  if (!first) breaks(out, pending, trailing);
  if (!first) end = trailing;
  if (header.chomp != '+') return;
  breaks(out, trailing, line);
  end = std::max(end, line);
}

Aligned Aligner::block(std::uint32_t begin, int parent) {
  const Header head = header(begin);
  const std::uint32_t base = static_cast<std::uint32_t>(std::max(parent, 0));
  Aligned found{head.literal ? Style::literal : Style::folded};
  const std::uint32_t depth = head.increment > 0 ? base + head.increment : indent(head.content, base + 1, found.tab);
  TextBuilder out(texts_);
  std::uint32_t end = head.end;
  block_lines(out, head, depth, end);
  found.span = span(begin, end);
  found.text = out.finish(found.span.at_end());
  found.comment = head.comment;
  return found;
}

}  // namespace mountlint::yaml
