// parseWords of BuildKit's frontend/dockerfile/parser/line_parsers.go. An open quote runs to the end.
#include "parsers/dockerfile/words.h"

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

namespace {

// The end of the word that begins at `at`.
std::uint32_t word_end(std::string_view text, std::uint32_t at, char escape) {
  char quote = '\0';
  while (at < text.size()) {
    const CodePoint c = decode(text, at);
    if (!quote && is_space(c.value)) break;
    if (text[at] == escape && quote != '\'' && at + 1 < text.size())
      at += 1;
    else if (quote && text[at] == quote)
      quote = '\0';
    else if (!quote && (text[at] == '"' || text[at] == '\''))
      quote = text[at];
    at += decode(text, at).size;
  }
  return at;
}

}  // namespace

std::vector<Text> split_words(const Text& text, char escape) {
  std::vector<Text> words;
  const std::string_view bytes = text.value();
  for (std::uint32_t at = skip_space(bytes, 0); at < bytes.size();) {
    const std::uint32_t end = word_end(bytes, at, escape);
    words.push_back(text.sub(at, end));
    at = skip_space(bytes, end);
  }
  return words;
}

}  // namespace mountlint::dockerfile
