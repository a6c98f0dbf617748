// Physical lines -> logical lines: directives, comments, continuations and heredoc bodies, as BuildKit's
// frontend/dockerfile/parser reads them.
#pragma once

#include <optional>

#include "parsers/comment.h"
#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// Hands out the instructions of a text one after the other, each as one Text with continuations joined.
class LineReader {
 public:
  LineReader(const Text& text, TextArena& texts, Comments& comments, SyntaxErrors& errors)
      : text_(text), bytes_(text.value()), texts_(texts), comments_(comments), errors_(errors) {}

  // The directives at the top. Sets the escape character for the rest.
  std::vector<Directive> read_directives();
  char escape() const { return escape_; }

  // The next instruction, without white space at both ends. Its text is empty where only an escape character stands.
  std::optional<Text> next();

  // Reads the body of `heredoc`, whose name is set. False: the text ends before the terminator.
  bool read_body(Heredoc& heredoc);
  // From the line where the instruction of next() begins to the one read last.
  Span lines() const { return first_line_.span().to(last_line_.span()); }
  // The line read last, without its line ending: after read_body the terminator.
  const Text& last_line() const { return last_line_; }
  // All that is left counts as read.
  void stop() { at_ = text_.size(); }

 private:
  std::optional<Text> take_line();
  bool is_comment(const Text& line);
  std::optional<std::uint32_t> continued_at(std::string_view line) const;
  Text join(const Text& first);
  Text body(std::uint32_t begin, std::uint32_t end, bool chomp);

  Text text_;
  std::string_view bytes_;
  TextArena& texts_;
  Comments& comments_;
  SyntaxErrors& errors_;
  std::uint32_t at_ = 0;
  char escape_ = '\\';
  Text first_line_, last_line_;
};

}  // namespace mountlint::dockerfile
