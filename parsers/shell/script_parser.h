// The state of parse_script; nobody else includes this.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parsers/shell/script.h"
#include "parsers/shell/word_reader.h"

namespace mountlint::shell {

enum class Construct : std::uint8_t { subshell, braces, if_, loop, case_, function };
enum class Part : std::uint8_t { condition, body, subject, patterns };

struct Open {
  Construct construct;
  Part part;
  std::uint32_t scope;  // outside of it
};

class Parser {
 public:
  Parser(const Text& text, TextArena& arena, std::span<const Text> bodies)
      : text_(text), bytes_(text.value()), words_(text, arena), bodies_(bodies) {
    script_.scopes.push_back({});
  }
  Script parse();

 private:
  void step();
  void fail(std::uint32_t at);
  char peek(std::uint32_t ahead = 1) const { return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0'; }
  void skip_blanks();
  // `<(..)` is a word, too.
  bool at_word() const {
    if (at_ >= bytes_.size()) return false;
    const char c = bytes_[at_];
    return !ends_word(c) || ((c == '<' || c == '>') && peek() == '(');
  }
  bool at_command() const { return command_.words.empty() && command_.assignments.empty(); }

  // Commands.
  void add_word(Word word);
  void finish_command();
  void end_command(Join next, std::uint32_t length);
  void note_place(Span span) { command_.place = command_.place.valid() ? command_.place.to(span) : span; }

  // Operators.
  void operator_at();
  void semicolon();
  void open_parenthesis();
  void close_parenthesis();
  bool redirection_at();
  void redirect(int descriptor);
  void here_document(Redirection& redirection, bool strips_tabs);
  void read_bodies();
  Text body_until(std::string_view delimiter, bool strips_tabs);
  void double_brackets();

  // Reserved words; false: it is none here.
  bool reserved(std::string_view word);
  bool begin_reserved(std::string_view word);
  bool middle_reserved(std::string_view word);
  bool end_reserved(std::string_view word);
  void open(Construct construct, Part part, ScopeKind kind);
  bool close(Construct construct);
  bool is_open(Construct construct) const { return !open_.empty() && open_.back().construct == construct; }
  bool in_part(Part part) const { return !open_.empty() && open_.back().part == part; }
  // The next part of the innermost construct, in a scope of its own.
  bool next_part(Construct construct, Part part, ScopeKind kind);
  void enter(ScopeKind kind);
  bool is_conditional() const;
  void case_word();

  struct Pending {
    std::size_t command, redirection;
    bool strips_tabs;
  };

  const Text text_;
  const std::string_view bytes_;
  WordReader words_;
  std::span<const Text> bodies_;
  Script script_;
  Command command_;
  Join join_ = Join::sequence;
  std::vector<Open> open_;
  std::vector<Pending> pending_;
  std::uint32_t at_ = 0, scope_ = 0;
  bool failed_ = false;
  bool behind_test_ = false;     // of the same list
  bool behind_failure_ = false;  // `||`
  bool function_ahead_ = false;  // the next compound command is its body
};

}  // namespace mountlint::shell
