// One pass with a stack of what is still open: substitutions hold quotes, and quotes hold substitutions. Of the grammar
// of commands only `case` matters, whose patterns end in a parenthesis that closes nothing.
#include "parsers/shell/expansions.h"

#include <string>
#include <vector>

namespace mountlint::shell {
namespace {

// Deeper nesting is no script that somebody wrote.
constexpr std::size_t deepest = 64;

class Skipper {
 public:
  Skipper(std::string_view text, std::size_t at, bool quoted) : text_(text), at_(at), quoted_(quoted) {}

  std::size_t skip() {
    if (!open()) return not_closed;
    while (!closers_.empty() && at_ < text_.size()) {
      if (!step()) return not_closed;
    }
    return closers_.empty() ? at_ : not_closed;
  }

 private:
  char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }
  bool push(char closer, std::size_t length) {
    closers_ += closer;
    cases_.push_back(0);
    at_ += length;
    return closers_.size() <= deepest;
  }
  // What begins here; true also if nothing does.
  bool open() {
    const char c = text_[at_];
    if (c == '`') return push('`', 1);
    if (c == '(') return push(')', 1);
    if (c == '$' && next() == '(') return push(')', 2);
    if (c == '$' && next() == '{') return push('}', 2);
    ++at_;
    return true;
  }
  bool stands_in_quotes() const { return closers_.size() == 1 ? quoted_ : closers_[closers_.size() - 2] == '"'; }
  bool begins_word() const { return at_ > 0 && std::string_view(" \t\n;&|(").find(text_[at_ - 1]) != text_.npos; }
  // Behind an operator, where a command begins.
  bool begins_command() const {
    const std::size_t before = text_.find_last_not_of(" \t", at_ - 1);
    return before != std::string_view::npos && std::string_view("\n;&|({").find(text_[before]) != text_.npos;
  }
  void count_cases() {
    const std::string_view word = text_.substr(at_, 4);
    const bool ends = at_ + 4 >= text_.size() || !is_name_character(text_[at_ + 4]);
    if (ends && word == "case" && begins_command()) ++cases_.back();
    if (ends && word == "esac" && cases_.back() > 0) --cases_.back();
  }
  bool single_quoted() {
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) return false;
    at_ = end + 1;
    return true;
  }
  bool step() {
    const char c = text_[at_], closer = closers_.back();
    if (closer == ')' && begins_word()) count_cases();
    if (c == ')' && closer == ')' && cases_.back() > 0) return ++at_, true;  // of a pattern
    if (c == closer) {
      closers_.pop_back();
      cases_.pop_back();
      ++at_;
      return true;
    }
    if (c == '\\') return at_ += 2, true;
    if (closer == '`') return ++at_, true;
    if (closer == '"') return c == '(' ? (++at_, true) : open();
    if (c == '\'' && closer == '}' && stands_in_quotes()) return ++at_, true;
    if (c == '\'') return single_quoted();
    if (c == '"') return push('"', 1);
    if (c == '(' && closer == '}') return ++at_, true;
    return open();
  }

  const std::string_view text_;
  std::size_t at_;
  const bool quoted_;
  std::string closers_;
  std::vector<int> cases_;  // for each closer: how many `case` are open
};

bool is_special_parameter(char c) { return std::string_view("@*#?-$!0123456789").find(c) != std::string_view::npos; }

std::size_t end_of_name(std::string_view text, std::size_t at) {
  while (at < text.size() && is_name_character(text[at])) ++at;
  return at;
}

}  // namespace

bool is_name_begin(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_character(char c) { return is_name_begin(c) || (c >= '0' && c <= '9'); }

std::size_t end_of_expansion(std::string_view text, std::size_t at, bool quoted) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (text[at] != '$' || next == '(' || next == '{') return Skipper(text, at, quoted).skip();
  if (is_name_begin(next)) return end_of_name(text, at + 1);
  return at + (next != '\0' && is_special_parameter(next) ? 2 : 1);
}

std::string_view plain_variable(std::string_view expansion) {
  if (expansion.size() < 2 || expansion[0] != '$') return {};
  std::string_view name = expansion.substr(1);
  if (name[0] == '{') name = name.substr(1, name.size() - 2);
  const bool plain = !name.empty() && is_name_begin(name[0]) && end_of_name(name, 0) == name.size();
  return plain ? name : std::string_view();
}

}  // namespace mountlint::shell
