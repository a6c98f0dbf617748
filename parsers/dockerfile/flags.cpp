// Flags as BuildKit's parser/split_command.go takes them (every instruction may have them) and instructions/bflag.go
// judges them. BuildKit reads byte by byte and breaks characters outside ASCII; here they stay whole.
#include "parsers/dockerfile/flags.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/limits.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::size_t most_rules = 8;  // of one instruction

class FlagWords {
 public:
  FlagWords(const Text& text, char escape, TextArena& texts)
      : text_(text), in_(text.value()), escape_(escape), texts_(texts) {}

  // The next flag word without its quotes and escapes.
  std::optional<Text> next() {
    at_ = skip_space(in_, at_);
    if (in_.substr(at_, 2) != "--") return std::nullopt;
    TextBuilder out(texts_);
    const std::uint32_t begin = plain_ = at_;
    const bool whole = read_word(out);
    raw_ = text_.sub(begin, at_);
    const Text word = whole ? raw_ : out.finish(raw_.span());
    if (word.value() == "--") return std::nullopt;
    return word;
  }

  const Text& raw() const { return raw_; }
  Text rest() const { return trim(text_.from(at_)); }

 private:
  // True if nothing had to be removed: `out` is not filled then.
  bool read_word(TextBuilder& out) {
    char quote = '\0';
    const std::uint32_t begin = at_;
    while (at_ < in_.size()) {
      const CodePoint c = decode(in_, at_);
      if (!quote && is_space(c.value)) break;
      const bool quotes = quote ? in_[at_] == quote : in_[at_] == '"' || in_[at_] == '\'';
      if (quotes) {
        quote = quote ? '\0' : in_[at_];
        drop(out, 1);
      } else if (in_[at_] == escape_) {
        take_escaped(out);
      } else {
        at_ += c.size;
      }
    }
    if (plain_ == begin) return true;
    out.copy(text_.sub(plain_, at_));
    return false;
  }

  void drop(TextBuilder& out, std::uint32_t size) {
    out.copy(text_.sub(plain_, at_));
    plain_ = at_ += size;
  }

  void take_escaped(TextBuilder& out) {
    if (at_ + 1 == in_.size()) return drop(out, 1);
    const std::uint32_t size = decode(in_, at_ + 1).size;
    const Text escaped = text_.sub(at_, at_ + 1 + size);
    drop(out, 1 + size);
    out.replace(escaped.value().substr(1), escaped.span());
  }

  Text text_;
  std::string_view in_;
  char escape_;
  TextArena& texts_;
  std::uint32_t at_ = 0;
  std::uint32_t plain_ = 0;  // begin of what is not yet in the builder
  Text raw_;
};

Flag make_flag(const Text& word, const Text& raw) {
  const std::size_t equals = word.value().find('=');
  if (equals == word.value().npos) return {word.from(2), std::nullopt, raw.span()};
  const auto at = static_cast<std::uint32_t>(equals);
  return {word.sub(2, at), word.from(at + 1), raw.span()};
}

void report_unknown(const Flag& flag, std::span<const FlagRule> rules, SyntaxErrors& errors) {
  SyntaxError error{flag.name.span(), fmt::format("there is no flag `--{}` here", flag.name.shown())};
  std::vector<std::string_view> names;
  for (const FlagRule& rule : rules) names.push_back(rule.name);
  suggest(error, flag.name, names, "--");
  errors.push_back(std::move(error));
}

void check_boolean(const Flag& flag, SyntaxErrors& errors) {
  if (!flag.value) return;
  const auto value = flag.value->known();
  if (!value || equal_fold(*value, "true") || equal_fold(*value, "false")) return;
  errors.push_back({flag.value->empty() ? flag.span : flag.value->span(),
                    fmt::format("`--{}` takes `true` or `false`, not `{}`", flag.name.value(), *value)});
}

void check_flag(const Flag& flag, const FlagRule& rule, SyntaxErrors& errors) {
  if (rule.type == FlagType::boolean) return check_boolean(flag, errors);
  if (flag.value) return;
  SyntaxError error{flag.span, fmt::format("`--{}` has no value", rule.name)};
  error.help = fmt::format("write `--{}=..`, without blanks around `=`", rule.name);
  errors.push_back(std::move(error));
}

}  // namespace

FlagsAndRest read_flags(const Text& text, char escape, TextArena& texts) {
  ListBuilder<Flag> flags(texts);
  FlagWords words(text, escape, texts);
  while (const auto word = words.next()) flags.push_back(make_flag(*word, words.raw()));
  return {flags.list(), words.rest()};
}

void check_flags(List<Flag> flags, std::span<const FlagRule> rules, SyntaxErrors& errors) {
  if (flags.empty()) return;
  std::array<const Flag*, most_rules> first{};
  for (const Flag& flag : flags) {
    if (errors.size() >= most_errors) return;
    if (!flag.name.is_known()) continue;
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const FlagRule& each) { return each.name == flag.name.value(); });
    if (rule == rules.end()) {
      report_unknown(flag, rules, errors);
      continue;
    }
    const Flag*& earlier = first[static_cast<std::size_t>(rule - rules.begin())];
    if (earlier && rule->type != FlagType::list) {
      SyntaxError error{flag.span, fmt::format("`--{}` is given twice", rule->name)};
      error.notes.push_back({earlier->span, "first given here"});
      errors.push_back(std::move(error));
      continue;
    }
    earlier = &flag;
    check_flag(flag, *rule, errors);
  }
}

const Text* flag_value(List<Flag> flags, std::string_view name) {
  const Text* found = nullptr;
  for (const Flag& flag : flags)
    if (flag.value && flag.name.value() == name) found = &*flag.value;
  return found;
}

}  // namespace mountlint::dockerfile
