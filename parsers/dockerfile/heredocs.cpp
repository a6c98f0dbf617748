// BuildKit splits the joined line with its variable lexer, always with `\` as escape character, and takes the words
// that match ^(\d*)<<(-?)\s*([^<]*)$ (frontend/dockerfile/parser/parser.go). Quotes around the name turn expansion off.
#include "parsers/dockerfile/heredocs.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/expand.h"
#include "parsers/dockerfile/json_array.h"

namespace mountlint::dockerfile {

namespace {

constexpr char escape = '\\';

// Splits at white space outside quotes and `${..}`. All quotes and braces are known to be closed.
class LineWords {
 public:
  explicit LineWords(const Text& line) : line_(line), in_(line.value()) {}

  std::optional<Text> next() {
    at_ = skip_space(in_, at_);
    if (at_ == in_.size()) return std::nullopt;
    const std::uint32_t begin = at_;
    while (at_ < in_.size()) {
      const CodePoint c = decode(in_, at_);
      if (!open_.empty() || !is_space(c.value))
        advance(c.size);
      else if (ends_in_operator(begin) && skip_space(in_, at_) < in_.size())
        at_ = skip_space(in_, at_);
      else
        break;
    }
    return line_.sub(begin, at_);
  }

 private:
  // `<< NAME` is one word.
  bool ends_in_operator(std::uint32_t begin) const { return in_.substr(begin, at_ - begin).ends_with("<<"); }

  void advance(std::uint32_t size) {
    const char c = in_[at_];
    const char context = open_.empty() ? '\0' : open_.back();
    if (c == escape && at_ + 1 < in_.size())
      size = 1 + decode(in_, at_ + 1).size;
    else if (c == '\'' && context != '"')
      return skip_single_quotes();
    else if (in_.substr(at_, 2) == "${") {
      open_ += '}';
      size = 2;
    } else if (!open_.empty() && c == context)
      open_.pop_back();
    else if (c == '"')
      open_ += '"';
    at_ += size;
  }

  void skip_single_quotes() {
    const std::size_t end = in_.find('\'', at_ + 1);
    at_ = end == in_.npos ? line_.size() : static_cast<std::uint32_t>(end) + 1;
  }

  Text line_;
  std::string_view in_;
  std::uint32_t at_ = 0;
  std::string open_;  // what closes the open quotes and braces
};

bool can_be_lexed(const Text& line, TextArena& texts) {
  SyntaxErrors errors;
  expand(line, escape, unknown_variable, texts, errors);
  return errors.empty();
}

// The name without quotes and escapes; variables stay as they are.
Text unquote(const Text& name, TextArena& texts, bool& quoted) {
  const std::string_view in = name.value();
  TextBuilder out(texts);
  char quote = '\0';
  for (std::uint32_t at = 0; at < in.size();) {
    const char c = in[at];
    const bool quotes = quote ? c == quote : c == '"' || c == '\'';
    const bool in_double = quote == '"';
    const bool escapes = c == escape && quote != '\'' && at + 1 < in.size() &&
                         (!in_double || in[at + 1] == '"' || in[at + 1] == '$' || in[at + 1] == escape);
    if (quotes) {
      quote = quote ? '\0' : c;
      quoted = true;
      ++at;
    } else if (escapes) {
      const std::uint32_t end = at + 1 + decode(in, at + 1).size;
      out.replace(in.substr(at + 1, end - at - 1), name.sub(at, end).span());
      at = end;
    } else {
      out.copy(name.sub(at, at + 1));
      ++at;
    }
  }
  return out.finish(name.span());
}

std::uint64_t to_fd(std::string_view digits) {
  std::uint64_t fd = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), fd);
  return error == std::errc::result_out_of_range ? std::numeric_limits<std::uint64_t>::max() : fd;
}

}  // namespace

std::optional<Heredoc> heredoc_head(const Text& word, TextArena& texts) {
  const std::string_view in = word.value();
  const std::size_t digits = std::min(in.find_first_not_of("0123456789"), in.size());
  if (in.substr(digits, 2) != "<<") return std::nullopt;
  std::size_t at = digits + 2;
  Heredoc heredoc;
  heredoc.fd = to_fd(in.substr(0, digits));
  heredoc.chomp = in.substr(at, 1) == "-";
  at += heredoc.chomp;
  const Text rest = word.from(skip_space(in, static_cast<std::uint32_t>(at)));
  if (rest.value().find('<') != std::string_view::npos) return std::nullopt;
  bool quoted = false;
  heredoc.name = unquote(rest, texts, quoted);
  heredoc.expand = !quoted;
  if (heredoc.name.empty()) return std::nullopt;
  return heredoc;
}

std::vector<Heredoc> files_of_heredocs(const Instruction& instruction, TextArena& texts) {
  std::vector<Heredoc> files;
  if (instruction.arguments.value().find("<<") == std::string_view::npos) return files;
  const auto add = [&](const Text& word) {
    auto file = heredoc_head(word, texts);
    if (!file) return;
    file->content = word.from(word.size());
    for (const Heredoc& heredoc : instruction.heredocs)
      if (heredoc.name.value() == file->name.value()) file->content = heredoc.content;
    files.push_back(std::move(*file));
  };
  const auto json = read_json_array(instruction.arguments, texts);
  if (json)
    for (const Text& word : json->items) add(word);
  else
    for (const Text& word : split_at_blanks(instruction.arguments, texts)) add(word);
  return files;
}

std::vector<Heredoc> find_heredocs(const Text& line, TextArena& texts) {
  std::vector<Heredoc> heredocs;
  if (line.value().find("<<") == std::string_view::npos || !can_be_lexed(line, texts)) return heredocs;
  LineWords words(line);
  while (const auto word = words.next())
    if (auto head = heredoc_head(*word, texts)) heredocs.push_back(*head);
  return heredocs;
}

}  // namespace mountlint::dockerfile
