// Follows compose-go's dotenv/parser.go statement by statement, with its traps: a value without quotes ends at ` #`,
// text behind a closing quote starts the next entry, and a name alone inherits its value. The file is read once, from
// front to back; each value is a Text, so that a mount source that comes from here knows its place here.
#include "parsers/compose/dotenv.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "parsers/compose/interpolate.h"

namespace mountlint::compose {
namespace {

// What all values of one file may grow to by expansion; beyond it they are unknown.
constexpr std::size_t expansion_limit = 4u << 20;
constexpr std::size_t most_entries = 100'000;

// Length in bytes of the blank at `at`, 0 if there is none. U+0085 and U+00A0 count, as in Go.
std::size_t blank_at(std::string_view text, std::size_t at, bool newline) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if (c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f') return 1;
  if (c == '\n') return newline ? 1 : 0;
  const std::string_view two = text.substr(at, 2);
  return two == "\xC2\x85" || two == "\xC2\xA0" ? 2 : 0;
}

std::size_t skip_blanks(std::string_view text, std::size_t at, bool newline) {
  while (const std::size_t length = blank_at(text, at, newline)) at += length;
  return at;
}

// The end of text[begin, end) without blanks before it.
std::size_t trim_end(std::string_view text, std::size_t begin, std::size_t end) {
  for (;;) {
    if (end > begin && blank_at(text, end - 1, true) == 1)
      --end;
    else if (end > begin + 1 && blank_at(text, end - 2, true) == 2)
      end -= 2;
    else
      return end;
  }
}

// Letters and digits of any script count: all bytes of a character outside ASCII do.
bool is_key(char c) {
  const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return word || c == '_' || c == '.' || c == '-' || c == '[' || c == ']' || static_cast<unsigned char>(c) >= 0x80;
}

class Parser {
 public:
  Parser(const SourceFile& file, const Environment& outer, TextArena& arena)
      : file_(file), text_(file.text()), at_(file.content().begin), outer_(outer), arena_(arena) {}

  Dotenv parse() {
    while (next_statement() && may_go_on() && statement()) continue;
    out_.entries.complete = out_.errors.empty();
    return std::move(out_);
  }

 private:
  struct Key {
    std::size_t begin, end;
    bool inherited;
  };

  bool next_statement();
  bool may_go_on();
  bool statement();
  std::optional<Key> key();
  std::optional<Text> value();
  Text plain_value();
  std::optional<Text> quoted_value(char quote);
  Text escapes(const Text& value);
  std::size_t escape(const Text& value, std::size_t at, TextBuilder& out);
  Text expand(const Text& value);
  std::optional<Text> lookup(std::string_view name);
  void fail(std::size_t begin, std::size_t end, std::string message);

  Span span(std::size_t begin, std::size_t end) const { return {file_.id(), std::uint32_t(begin), std::uint32_t(end)}; }

  const SourceFile& file_;
  std::string_view text_;
  std::size_t at_;
  const Environment& outer_;
  TextArena& arena_;
  std::map<std::string_view, Text> values_;
  std::size_t expanded_ = 0;
  Dotenv out_;
};

void Parser::fail(std::size_t begin, std::size_t end, std::string message) {
  out_.errors.push_back({.span = span(begin, end), .message = std::move(message), .claim = Claim::compose_syntax});
}

// Skips blank lines and comments; false at the end of the file.
bool Parser::next_statement() {
  for (;;) {
    at_ = skip_blanks(text_, at_, true);
    if (at_ >= text_.size()) return false;
    if (text_[at_] != '#') return true;
    at_ = std::min(text_.find('\n', at_), text_.size());
  }
}

bool Parser::may_go_on() {
  if (out_.entries.size() < most_entries) return true;
  fail(at_, at_, fmt::format("too many variables: no more than {} are read", most_entries));
  return false;
}

bool Parser::statement() {
  const std::optional<Key> name = key();
  if (!name) return false;
  const Text text = arena_.source(file_, span(name->begin, name->end));
  if (text.value().find(' ') != std::string_view::npos) {
    fail(name->begin, name->end, fmt::format("variable name `{}` contains a space", text.value()));
    return false;
  }
  if (name->inherited) {
    if (!text.empty()) out_.entries.push_back({text, std::nullopt});
    return true;
  }
  const std::optional<Text> found = value();
  if (!found) return false;
  values_[text.value()] = *found;
  out_.entries.push_back({text, *found});
  return out_.errors.empty();
}

std::optional<Parser::Key> Parser::key() {
  if (text_.substr(at_, 6) == "export" && blank_at(text_, at_ + 6, true)) at_ = skip_blanks(text_, at_ + 6, false);
  const std::size_t begin = at_;
  std::size_t end = begin;
  while (end < text_.size() && text_[end] != '=' && text_[end] != ':' && text_[end] != '\n') {
    const std::size_t blank = blank_at(text_, end, false);
    if (!blank && !is_key(text_[end])) {
      fail(end, end + 1, fmt::format("unexpected `{}` in a variable name", text_[end]));
      return std::nullopt;
    }
    end += blank ? blank : 1;
  }
  const bool inherited = end >= text_.size() || text_[end] == '\n';
  at_ = skip_blanks(text_, std::min(end + 1, text_.size()), false);
  return Key{begin, trim_end(text_, begin, end), inherited};
}

std::optional<Text> Parser::value() {
  const char quote = at_ < text_.size() ? text_[at_] : '\0';
  if (quote == '"' || quote == '\'') return quoted_value(quote);
  return plain_value();
}

Text Parser::plain_value() {
  const std::size_t line = std::min(text_.find('\n', at_), text_.size());
  const std::size_t comment = text_.substr(at_, line - at_).find(" #");
  const std::size_t end = trim_end(text_, at_, comment == std::string_view::npos ? line : at_ + comment);
  const Text written = arena_.source(file_, span(at_, end));
  at_ = std::min(line + 1, text_.size());
  return expand(written);
}

std::optional<Text> Parser::quoted_value(char quote) {
  const std::size_t begin = at_ + 1;
  TextBuilder chars(arena_);
  std::size_t from = begin;
  for (std::size_t i = begin; i < text_.size(); ++i) {
    if (text_[i] == '\\' && i + 1 < text_.size()) {
      if (text_[i + 1] == quote) {
        chars.source(text_.substr(from, i - from), span(from, i));
        chars.replace({&quote, 1}, span(i, i + 2));
        from = i + 2;
      }
      ++i;
      continue;
    }
    if (text_[i] != quote) continue;
    chars.source(text_.substr(from, i - from), span(from, i));
    at_ = i + 1;
    const Text raw = chars.finish(span(begin, i));
    return quote == '"' ? expand(escapes(raw)) : raw;
  }
  fail(at_, std::min(text_.find('\n', at_), text_.size()), "quoted value is never closed");
  return std::nullopt;
}

// `\n` and the like of a double-quoted value. `\$` becomes `$$`, which the expansion reads as a plain dollar sign.
Text Parser::escapes(const Text& value) {
  const std::string_view text = value.value();
  if (text.find('\\') == std::string_view::npos) return value;
  TextBuilder out(arena_);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t slash = std::min(text.find('\\', at), text.size());
    if (slash > at) out.copy(value.sub(std::uint32_t(at), std::uint32_t(slash)));
    at = slash < text.size() ? escape(value, slash, out) : slash;
  }
  return out.finish(value.span());
}

std::size_t Parser::escape(const Text& value, std::size_t at, TextBuilder& out) {
  const std::string_view text = value.value();
  constexpr std::string_view letters = "abfnrtv\"\\$";
  constexpr std::string_view meanings[] = {"\a", "\b", "\f", "\n", "\r", "\t", "\v", "\"", "\\", "$$"};
  const auto part = [&](std::size_t end) { return value.sub(std::uint32_t(at), std::uint32_t(end)); };
  const std::size_t letter = at + 1 < text.size() ? letters.find(text[at + 1]) : std::string_view::npos;
  if (letter != std::string_view::npos) {
    out.replace(meanings[letter], part(at + 2).span());
    return at + 2;
  }
  const auto is_octal = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '7'; };
  const bool octal = at + 1 < text.size() && text[at + 1] == '0' && is_octal(at + 2) && is_octal(at + 3) &&
                     is_octal(at + 4) && text[at + 2] < '4';
  if (octal) {
    const int code = (text[at + 2] - '0') * 64 + (text[at + 3] - '0') * 8 + (text[at + 4] - '0');
    const char two[] = {static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))};
    const char one = static_cast<char>(code);
    out.replace(code < 0x80 ? std::string_view(&one, 1) : std::string_view(two, 2), part(at + 5).span());
    return at + 5;
  }
  out.copy(part(at + 1));
  return at + 1;
}

std::optional<Text> Parser::lookup(std::string_view name) {
  std::optional<Text> found = outer_.value ? outer_.value(name) : std::nullopt;
  if (!found) {
    const auto known = values_.find(name);
    if (known != values_.end()) found = known->second;
  }
  if (!found) return std::nullopt;
  expanded_ += found->size();
  if (expanded_ <= expansion_limit) return found;
  TextBuilder unknown(arena_);
  unknown.unknown(found->span(), name);
  return unknown.finish(found->span());
}

Text Parser::expand(const Text& value) {
  const Environment all{[this](std::string_view name) { return lookup(name); }, outer_.outside, outer_.asked};
  return interpolate(value, all, arena_, out_.errors);
}

}  // namespace

const DotenvEntry* Dotenv::find(std::string_view name) const {
  const DotenvEntry* found = nullptr;
  for (const DotenvEntry& entry : entries)
    if (entry.name.value() == name) found = &entry;
  return found;
}

Dotenv parse_dotenv(const SourceFile& file, const Environment& outer, TextArena& arena) {
  return Parser(file, outer, arena).parse();
}

}  // namespace mountlint::compose
