// Words of a command line, as a POSIX shell sees them, with their places.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parsers/known.h"
#include "parsers/text.h"

namespace mountlint::shell {

enum class WordsError : std::uint8_t { none, open_quote, parenthesis };

struct Words {
  // Incomplete where a word of its own is unknown (`${ARGS}`: it may hold several), and after an error.
  Known<Text> words;
  WordsError error = WordsError::none;
  Text error_at = {};       // the quote that is never closed, or the parenthesis
  std::optional<Text> cut;  // the operator at which the line was cut, and all behind it
};

// The words of a `command` or `entrypoint` that is written as one string, as Compose splits it (the go-shellwords
// package): quotes and backslashes are removed, no variable is expanded, and the line is cut without a word at the
// first `; & | < >` outside quotes. The words live in `arena`.
Words split_words(const Text& line, TextArena& arena);

}  // namespace mountlint::shell
