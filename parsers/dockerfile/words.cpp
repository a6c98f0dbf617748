// parseWords of BuildKit's frontend/dockerfile/parser/line_parsers.go. An open quote runs to the end.
#include "parsers/dockerfile/words.h"

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

namespace {

struct Word {
  std::uint32_t begin = 0, end = 0;
};

// The word that begins at `at`. `next` becomes the place behind it.
Word read_word(std::string_view text, std::uint32_t at, char escape, std::uint32_t& next) {
  const std::uint32_t begin = at;
  char quote = '\0';
  while (at < text.size()) {
    const CodePoint c = decode(text, at);
    if (!quote && is_space(c.value)) break;
    const bool escapes = text[at] == escape && quote != '\'';
    if (escapes && at + 1 == text.size()) return next = at + 1, Word{begin, at};
    if (escapes)
      at += 1;
    else if (quote && text[at] == quote)
      quote = '\0';
    else if (!quote && (text[at] == '"' || text[at] == '\''))
      quote = text[at];
    at += decode(text, at).size;
  }
  return next = at, Word{begin, at};
}

}  // namespace

List<Text> split_words(const Text& text, char escape, TextArena& texts) {
  ListBuilder<Text> words(texts);
  const std::string_view bytes = text.value();
  for (std::uint32_t at = skip_space(bytes, 0); at < bytes.size(); at = skip_space(bytes, at)) {
    const Word word = read_word(bytes, at, escape, at);
    if (word.begin < word.end) words.push_back(text.sub(word.begin, word.end));
  }
  return words.list();
}

}  // namespace mountlint::dockerfile
