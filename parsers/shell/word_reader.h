// Reads one word of a shell script.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/shell/script.h"
#include "parsers/text.h"

namespace mountlint::shell {

bool is_blank(char c);   // between words of a line
bool ends_word(char c);  // blanks, line ends and operators

class WordReader {
 public:
  // The words live in `arena`.
  WordReader(const Text& text, TextArena& arena) : text_(text), bytes_(text.value()), arena_(arena) {}

  // The word that begins at `at`, where no blank and no operator stands; `at` moves behind it. Nothing: a quote or a
  // substitution in it is never closed.
  std::optional<Word> read(std::uint32_t& at);

 private:
  class Builder;
  const Text text_;
  const std::string_view bytes_;
  TextArena& arena_;
};

}  // namespace mountlint::shell
