// The text of a file as its writer sees it: lines, columns and words, and messages about them.
#pragma once

#include <string>
#include <string_view>

#include "parsers/yaml/bytes.h"
#include "parsers/yaml/diagnose.h"

namespace mountlint::yaml {

// Text for a message, never too long and never with a broken character.
std::string shortened(std::string_view text);

class Page {
 protected:
  explicit Page(const SourceFile& source) : source_(source), text_(source.text()) {}

  std::uint32_t base() const { return source_.content().begin; }
  std::uint32_t begin_of(std::uint32_t at) const { return line_begin(text_, at, base()); }
  // The first byte of the line that is no blank.
  std::uint32_t first_of(std::uint32_t at) const;
  // The end of the line without blanks and its break.
  std::uint32_t end_of(std::uint32_t at) const;
  std::uint32_t column(std::uint32_t at) const { return at - begin_of(at); }
  bool is_first(std::uint32_t at) const { return first_of(at) == at; }
  bool same_line(std::uint32_t a, std::uint32_t b) const { return begin_of(a) == begin_of(b); }
  bool is_continuation(std::uint32_t at) const {
    return at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80;
  }
  // Up to the next blank.
  std::string_view word(std::uint32_t at) const;
  std::string shown(std::uint32_t at) const;
  // The first `:` from `at` on its line, with a blank behind it or without; the end of the text if there is none.
  std::uint32_t colon_on_line(std::uint32_t at, bool with_blank) const;

  // An error at [begin, end), widened to whole characters.
  Diagnosis say(std::uint32_t begin, std::uint32_t end, std::string message, std::string help = {}) const;
  Diagnosis say_word(std::uint32_t at, std::string message, std::string help = {}) const;

  const SourceFile& source_;
  std::string_view text_;
};

}  // namespace mountlint::yaml
