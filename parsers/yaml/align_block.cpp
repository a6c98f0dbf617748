// Block scalars say themselves where they end: at the first line that is not indented enough. They are decoded as
// go-yaml does (scanner of libyaml), which differs from yaml-cpp in the folding of lines that begin with blanks.
#include <algorithm>

#include "parsers/yaml/align.h"
#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {

struct Aligner::Header {
  bool literal = true;
  char chomp = ' ';             // `+`, `-` or a blank
  std::uint32_t increment = 0;  // 0: found out from the first line
  std::uint32_t end = 0;        // behind the indicators
  std::uint32_t comment = 0;
  std::uint32_t content = 0;  // the begin of the first line
};

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

// What the breaks in [begin, end) between two lines mean. `may_join`: the first of them is a blank, or nothing if
// others follow, as in flow scalars.
void Aligner::between(TextBuilder& out, std::uint32_t begin, std::uint32_t end, bool may_join) {
  if (!may_join || text_[begin] == '\xE2') return breaks(out, begin, end);
  const std::uint32_t second = begin + break_length(text_, begin);
  if (second == end) return out.replace(" ", span(begin, end));
  breaks(out, second, end);
}

// The lines of the scalar; says where it ends. [pending, line) are the breaks that are not written yet.
std::uint32_t Aligner::block_lines(TextBuilder& out, const Header& header, std::uint32_t indent) {
  std::uint32_t pending = header.content, line = skip_blank_lines(pending, indent);
  bool may_join = false;
  while (line + indent < text_.size() && skip_indent(line, indent) == line + indent) {
    const std::uint32_t begin = line + indent;
    const bool is_text = !is_blank(text_[begin]);
    between(out, pending, line, may_join && is_text);
    pending = line_content(begin);
    source(out, begin, pending);
    line = skip_blank_lines(pending + break_length(text_, pending), indent);
    may_join = is_text && !header.literal;
  }
  return chomp(out, header, pending, line);
}

// The breaks behind the last line, and the end of the scalar.
std::uint32_t Aligner::chomp(TextBuilder& out, const Header& header, std::uint32_t pending, std::uint32_t line) {
  const bool is_empty = pending == header.content;
  if (header.chomp == '+') {
    breaks(out, pending, line);
    return is_empty && line == pending ? header.end : line;
  }
  if (is_empty) return header.end;
  if (header.chomp == '-') return pending;
  const std::uint32_t end = pending + break_length(text_, pending);
  breaks(out, pending, end);
  return end;
}

Aligned Aligner::block(std::uint32_t begin, int parent) {
  const Header head = header(begin);
  const std::uint32_t base = static_cast<std::uint32_t>(std::max(parent, 0));
  Aligned found{head.literal ? Style::literal : Style::folded};
  const std::uint32_t depth = head.increment > 0 ? base + head.increment : indent(head.content, base + 1, found.tab);
  TextBuilder out(texts_);
  found.span = span(begin, block_lines(out, head, depth));
  found.text = out.finish(found.span.at_end());
  found.comment = head.comment;
  return found;
}

}  // namespace mountlint::yaml
