// The scalars that yaml-cpp decoded, found again in the source: begin, end, style, and which bytes mean what.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/yaml/tree.h"

namespace mountlint::yaml {

struct Aligned {
  Style style = Style::plain;
  Span span;  // with quotes, with the header of a block scalar
  Text text;
  std::uint32_t tab = 0;         // a tab where the indentation of a block scalar is expected; 0 if there is none
  std::uint32_t comment = 0;     // where a comment behind the header of a block scalar begins; 0 if there is none
  std::uint32_t bad_escape = 0;  // a backslash before what is no escape; 0 if there is none
};

class Aligner {
 public:
  Aligner(const SourceFile& source, std::string_view work, TextArena& texts)
      : source_(source), text_(source.text()), work_(work), texts_(texts) {}

  // The plain scalar at `begin` that means `value` in the working copy. Empty if it cannot be found.
  std::optional<Aligned> plain(std::uint32_t begin, std::string_view value);
  // The scalar behind the quote at `begin`. Empty if the quote is never closed.
  std::optional<Aligned> quoted(std::uint32_t begin);
  // The block scalar whose header is at `begin`, inside a block collection at column `parent` (-1: in none).
  Aligned block(std::uint32_t begin, int parent);

 private:
  struct Header;
  struct Fold;
  Span span(std::uint32_t begin, std::uint32_t end) const { return {source_.id(), begin, end}; }
  void source(TextBuilder& out, std::uint32_t begin, std::uint32_t end);
  Fold fold(std::uint32_t at) const;
  std::uint32_t plain_line(std::uint32_t at, std::string_view& rest) const;
  std::uint32_t plain_break(TextBuilder& out, std::uint32_t at, std::string_view& rest);
  std::optional<std::uint32_t> one_piece(std::uint32_t begin) const;
  std::uint32_t quoted_break(TextBuilder& out, std::uint32_t at);
  std::uint32_t escape(TextBuilder& out, std::uint32_t at);
  Header header(std::uint32_t begin) const;
  std::uint32_t indent(std::uint32_t at, std::uint32_t least, std::uint32_t& tab) const;
  std::uint32_t line_content(std::uint32_t at) const;
  void between(TextBuilder& out, std::uint32_t begin, std::uint32_t end, bool may_join);
  std::uint32_t block_lines(TextBuilder& out, const Header& header, std::uint32_t indent);
  std::uint32_t chomp(TextBuilder& out, const Header& header, std::uint32_t pending, std::uint32_t line);
  std::uint32_t skip_indent(std::uint32_t at, std::uint32_t indent) const;
  std::uint32_t skip_blank_lines(std::uint32_t at, std::uint32_t indent) const;
  void breaks(TextBuilder& out, std::uint32_t begin, std::uint32_t end);

  const SourceFile& source_;
  std::string_view text_;
  std::string_view work_;
  TextArena& texts_;
  std::uint32_t bad_escape_ = 0;
};

}  // namespace mountlint::yaml
