// yaml-cpp says what a scalar means and where it begins, not where it ends. A plain scalar is walked along its value; a
// quoted one is decoded up to its closing quote.
#include "parsers/yaml/align.h"

#include <algorithm>

#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {

// Blanks and line breaks in the middle of a flow scalar.
struct Aligner::Fold {
  std::uint32_t end = 0;
  std::string value;  // what they mean; empty if there is no break
};

void Aligner::source(TextBuilder& out, std::uint32_t begin, std::uint32_t end) {
  if (begin < end) out.source(text_.substr(begin, end - begin), span(begin, end));
}

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
    return Aligned{Style::plain, whole, texts_.source(source_, whole)};
  }
  TextBuilder out(texts_);
  std::uint32_t at = begin;
  for (;;) {
    const std::uint32_t end = plain_line(at, value);
    source(out, at, end);
    at = end;
    if (value.empty()) break;
    at = plain_break(out, end, value);
    if (at == 0) return std::nullopt;
  }
  return Aligned{Style::plain, span(begin, at), out.finish(span(begin, at))};
}

// Walks along the value up to a line break, and takes what was found off it.
std::uint32_t Aligner::plain_line(std::uint32_t at, std::string_view& rest) const {
  while (!rest.empty() && at < work_.size()) {
    const bool gap = is_blank(text_[at]) || break_length(text_, at) > 0;
    const Fold found = gap ? fold(at) : Fold{at + 1, {}};
    const std::string_view bytes = work_.substr(at, found.end - at);
    if (!found.value.empty() || !rest.starts_with(bytes)) break;
    rest.remove_prefix(bytes.size());
    at = found.end;
  }
  return at;
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
  constexpr std::string_view names = "0abt\tnvfre \"'\\";
  constexpr std::string_view values = "\0\a\b\t\t\n\v\f\r\x1B \"'\\"sv;
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

// The escape at the backslash at `at`. yaml-cpp has checked it, but for `\/`, which go-yaml does not know.
std::uint32_t Aligner::escape(TextBuilder& out, std::uint32_t at) {
  if (at + 1 >= text_.size()) return at + 1;
  const char c = text_[at + 1];
  if (break_length(text_, at + 1) > 0) {
    const Fold found = fold(at + 1);
    out.replace(found.value == " " ? "" : found.value, span(at, found.end));
    return found.end;
  }
  const auto simple = simple_escape(c);
  if (!simple && hex_digits(c) == 0 && bad_escape_ == 0) bad_escape_ = at;
  std::string value(simple.value_or(""));
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
    return Aligned{style, span(begin, *simple + 1), texts_.source(source_, span(begin + 1, *simple))};
  TextBuilder out(texts_);
  bad_escape_ = 0;
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
      return Aligned{style, span(begin, at + 1), out.finish(span(begin + 1, at)), 0, 0, bad_escape_};
    }
  }
  return std::nullopt;
}

}  // namespace mountlint::yaml
