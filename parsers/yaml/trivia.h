// The text between two nodes: blanks, comments and indicators. Whatever else stands there, yaml-cpp let through.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/comment.h"
#include "parsers/source.h"

namespace mountlint::yaml {

// Walks a text once, from its begin to its end, and collects the comments on the way.
class Cursor {
 public:
  // `work` is the working copy of `source`, byte for byte at the same offsets.
  Cursor(const SourceFile& source, std::string_view work)
      : source_(source), work_(work), at_(source.content().begin), base_(at_) {}

  std::uint32_t at() const { return at_; }
  void move(std::uint32_t to) { at_ = to; }
  bool at_end() const { return at_ >= work_.size(); }
  char peek() const { return at_end() ? '\0' : work_[at_]; }
  // `indicator`, and behind it a blank, a break or the end.
  bool sees_word(char indicator) const;
  // `---` or `...` at the begin of a line.
  bool sees_marker(std::string_view marker) const;

  // To the next byte that is neither blank nor comment. In block context no line may begin with a tab, be it empty or a
  // comment; returns the first tab that does.
  std::optional<std::uint32_t> skip(bool in_block);
  // Behind a plain scalar in a block at `column`, lines of blanks alone may have tabs if these stand deeper.
  void behind_plain(std::uint32_t column) { tabs_from_ = column + 1; }
  // To the end of the line.
  void skip_line();
  // The comment at the cursor, if there is one.
  bool skip_comment();
  bool take(char indicator);

  // Columns count bytes from 0.
  std::uint32_t column(std::uint32_t at) const;

  std::string_view work() const { return work_; }
  std::uint32_t base() const { return base_; }
  Comments& comments() { return comments_; }

 private:
  std::optional<std::uint32_t> leading_tab() const;

  const SourceFile& source_;
  std::string_view work_;
  std::uint32_t at_;
  std::uint32_t base_;
  std::optional<std::uint32_t> tabs_from_;
  Comments comments_;
};

}  // namespace mountlint::yaml
