// One pass over the script with a stack of what is open. It follows the grammar of POSIX 2.10 and what bash adds to it
// as far as it is needed to tell commands from each other; where the stack does not fit, the rest is left alone.
#include "parsers/shell/script.h"

#include <algorithm>
#include <optional>

#include "parsers/shell/expansions.h"
#include "parsers/shell/script_parser.h"

namespace mountlint::shell {
namespace {

// Deeper nesting is no script that somebody wrote.
constexpr std::size_t deepest = 100;

bool is_test(const Command& command) {
  if (command.words.empty()) return false;
  const std::string_view program = command.words[0].value();
  return program == "[" || program == "[[" || program == "test";
}

}  // namespace

void Parser::fail(std::uint32_t at) {
  failed_ = true;
  script_.complete = false;
  script_.opaque_at = text_.from(std::min<std::uint32_t>(at, text_.size()));
}

void Parser::skip_blanks() {
  while (at_ < bytes_.size()) {
    if (is_blank(bytes_[at_]))
      ++at_;
    else if (bytes_[at_] == '\\' && peek() == '\n')
      at_ += 2;
    else
      break;
  }
  if (at_ < bytes_.size() && bytes_[at_] == '#')
    at_ = static_cast<std::uint32_t>(std::min(bytes_.find('\n', at_), bytes_.size()));
}

// True inside of a body that may be left out. Scopes are bounded in depth.
bool Parser::is_conditional() const {
  for (std::uint32_t scope = scope_; scope != 0; scope = script_.scopes[scope].parent)
    if (script_.scopes[scope].kind == ScopeKind::conditional) return true;
  return false;
}

void Parser::finish_command() {
  const bool empty = at_command() && command_.redirections.empty();
  if (empty) return;
  command_.join = join_;
  command_.scope = scope_;
  command_.conditional = behind_failure_ || behind_test_ || is_conditional();
  behind_test_ |= is_test(command_);
  script_.commands.push_back(std::move(command_));
  command_ = {};
  join_ = Join::sequence;
}

// The operator of `length` bytes at this place joins the next command.
void Parser::end_command(Join next, std::uint32_t length) {
  finish_command();
  at_ += length;
  join_ = next;
  behind_failure_ = next == Join::on_failure || (behind_failure_ && next == Join::pipe);
  if (next == Join::sequence || next == Join::background) behind_test_ = false;
}

void Parser::semicolon() {
  const bool ends_case = peek() == ';' || peek() == '&';
  end_command(Join::sequence, 1);
  if (!ends_case) return;
  while (at_ < bytes_.size() && (bytes_[at_] == ';' || bytes_[at_] == '&')) ++at_;
  if (!next_part(Construct::case_, Part::patterns, ScopeKind::conditional)) fail(at_);
}

void Parser::operator_at() {
  const char c = bytes_[at_];
  if (c == '\n') {
    const bool goes_on = at_command() && join_ != Join::sequence;  // behind `&&` and the like
    goes_on ? void(++at_) : end_command(Join::sequence, 1);
    return read_bodies();
  }
  if (c == ';') return semicolon();
  if (c == '&') return peek() == '&' ? end_command(Join::on_success, 2) : end_command(Join::background, 1);
  if (c == '|') {
    if (peek() == '|') return end_command(Join::on_failure, 2);
    return end_command(Join::pipe, peek() == '&' ? 2 : 1);
  }
  c == '(' ? open_parenthesis() : close_parenthesis();
}

void Parser::open_parenthesis() {
  const std::uint32_t begin = at_;
  const bool arithmetic = peek() == '(' && !function_ahead_;
  const bool loop = arithmetic && !command_.words.empty() && command_.words[0].value() == "for";
  if (command_.words.size() == 1 && command_.assignments.empty() && !loop) {  // `name () ..`
    ++at_;
    skip_blanks();
    if (at_ >= bytes_.size() || bytes_[at_] != ')') return fail(begin);
    ++at_;
    command_ = {};
    function_ahead_ = true;
    return;
  }
  if (!at_command() && !loop) return fail(begin);
  if (arithmetic) {
    const std::size_t end = end_of_expansion(bytes_, at_);
    if (end == not_closed) return fail(begin);
    at_ = static_cast<std::uint32_t>(end);
    return;
  }
  ++at_;
  open(Construct::subshell, Part::body, ScopeKind::subshell);
}

void Parser::close_parenthesis() {
  finish_command();
  if (!close(Construct::subshell)) return fail(at_);
  ++at_;
}

void Parser::enter(ScopeKind kind) {
  script_.scopes.push_back({kind, scope_});
  scope_ = static_cast<std::uint32_t>(script_.scopes.size() - 1);
}

void Parser::open(Construct construct, Part part, ScopeKind kind) {
  if (open_.size() >= deepest) return fail(at_);
  open_.push_back({construct, part, scope_});
  if (function_ahead_) enter(ScopeKind::function);
  function_ahead_ = false;
  if (behind_test_ || behind_failure_) enter(ScopeKind::conditional);
  if (kind != ScopeKind::script) enter(kind);
}

bool Parser::close(Construct construct) {
  if (!is_open(construct)) return false;
  finish_command();
  scope_ = open_.back().scope;
  open_.pop_back();
  return true;
}

bool Parser::next_part(Construct construct, Part part, ScopeKind kind) {
  if (!is_open(construct)) return false;
  scope_ = open_.back().scope;
  open_.back().part = part;
  if (kind != ScopeKind::script) enter(kind);
  return true;
}

bool Parser::begin_reserved(std::string_view word) {
  if (word == "if") return open(Construct::if_, Part::condition, ScopeKind::script), true;
  if (word == "while" || word == "until") return open(Construct::loop, Part::condition, ScopeKind::script), true;
  if (word == "{") return open(Construct::braces, Part::body, ScopeKind::script), true;
  if (word == "for" || word == "select") {
    open(Construct::loop, Part::condition, ScopeKind::script);
    return false;  // its line is a command
  }
  if (word == "case") {
    open(Construct::case_, Part::subject, ScopeKind::script);
    return false;
  }
  return word == "!";
}

bool Parser::middle_reserved(std::string_view word) {
  const bool branch = word == "elif" || word == "else";
  if (word == "then" || branch) {
    const Part part = word == "elif" ? Part::condition : Part::body;
    if (!next_part(Construct::if_, part, ScopeKind::conditional)) fail(at_);
    return true;
  }
  if (word != "do") return false;
  if (!next_part(Construct::loop, Part::body, ScopeKind::conditional)) fail(at_);
  return true;
}

bool Parser::end_reserved(std::string_view word) {
  std::optional<Construct> construct;
  if (word == "fi") construct = Construct::if_;
  if (word == "done") construct = Construct::loop;
  if (word == "esac") construct = Construct::case_;
  if (word == "}") construct = Construct::braces;
  if (construct && !close(*construct)) fail(at_);
  return construct.has_value();
}

bool Parser::reserved(std::string_view word) {
  if (word == "function") {
    skip_blanks();
    if (at_ < bytes_.size() && !ends_word(bytes_[at_]) && !words_.read(at_)) fail(at_);
    skip_blanks();
    if (bytes_.substr(std::min<std::size_t>(at_, bytes_.size())).starts_with("()")) at_ += 2;
    return function_ahead_ = true;
  }
  return end_reserved(word) || middle_reserved(word) || begin_reserved(word);
}

// Everything up to `]]`; its operators join no commands.
void Parser::double_brackets() {
  while (at_ < bytes_.size() && !failed_) {
    while (at_ < bytes_.size() && ends_word(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size()) return fail(at_);
    std::optional<Word> word = words_.read(at_);
    if (!word) return fail(at_);
    const bool last = word->value() == "]]";
    note_place(word->written.span());
    command_.words.push_back(std::move(*word));
    if (last) return;
  }
}

void Parser::add_word(Word word) {
  const bool plain = !word.quoted && word.text.is_known();
  if (at_command() && command_.redirections.empty() && plain && reserved(word.value())) return;
  if (failed_) return;
  note_place(word.written.span());
  const bool assigns = command_.words.empty() && !assigned_name(word.written.value()).empty();
  const bool brackets = at_command() && plain && word.value() == "[[";
  (assigns ? command_.assignments : command_.words).push_back(std::move(word));
  if (brackets) double_brackets();
  if (is_open(Construct::case_) && in_part(Part::subject)) case_word();
}

// `case WORD in`: the patterns begin behind `in`.
void Parser::case_word() {
  if (command_.words.size() < 3 || command_.words.back().value() != "in") return;
  finish_command();
  next_part(Construct::case_, Part::patterns, ScopeKind::conditional);
}

void Parser::step() {
  skip_blanks();
  if (at_ >= bytes_.size()) return;
  const char c = bytes_[at_];
  if (in_part(Part::patterns) && (c == ')' || c == '|' || c == '(')) {
    if (c == ')') open_.back().part = Part::body, command_ = {};
    ++at_;
    return;
  }
  if (redirection_at()) return;
  if (!at_word()) return operator_at();
  std::optional<Word> word = words_.read(at_);
  if (!word) return fail(at_);
  const bool is_pattern = in_part(Part::patterns) && word->value() != "esac";
  if (!is_pattern) add_word(std::move(*word));
}

Script Parser::parse() {
  while (at_ < bytes_.size() && !failed_) step();
  finish_command();
  if (!failed_ && !open_.empty()) fail(text_.size());
  return std::move(script_);
}

std::string_view assigned_name(std::string_view word) {
  if (word.empty() || !is_name_begin(word[0])) return {};
  std::size_t end = 0;
  while (end < word.size() && is_name_character(word[end])) ++end;
  const std::string_view rest = word.substr(end);
  return rest.starts_with('=') || rest.starts_with("+=") ? word.substr(0, end) : std::string_view();
}

Script parse_script(const Text& text, TextArena& arena, std::span<const Text> bodies) {
  return Parser(text, arena, bodies).parse();
}

}  // namespace mountlint::shell
