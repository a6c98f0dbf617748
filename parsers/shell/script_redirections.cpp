// Redirections: POSIX 2.7, and `&>`, `>& file` and `<<<` of bash. A here-document begins behind the line that names it,
// or is given from outside.
#include <algorithm>
#include <optional>

#include "parsers/shell/script_parser.h"

namespace mountlint::shell {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct OperatorForm {
  std::string_view text;
  Direction direction;
};

OperatorForm operator_form(std::string_view rest) {
  constexpr OperatorForm forms[] = {
      {"<<<", Direction::here_string}, {"<<-", Direction::here_document}, {"<<", Direction::here_document},
      {"<&", Direction::duplicate},    {"<>", Direction::read_write},     {"<", Direction::read},
      {">>", Direction::append},       {">&", Direction::duplicate},      {">|", Direction::write},
  };
  for (const OperatorForm& form : forms)
    if (rest.starts_with(form.text)) return form;
  return {">", Direction::write};
}

// `>&2` copies a descriptor, `>& file` writes both outputs to it.
bool is_descriptor(std::string_view word) { return word == "-" || std::ranges::all_of(word, is_digit); }

}  // namespace

// `2>`, `>>`, `&>` ..
bool Parser::redirection_at() {
  std::uint32_t at = at_;
  while (at < bytes_.size() && at < at_ + 4 && is_digit(bytes_[at])) ++at;
  if (at >= bytes_.size()) return false;
  const bool both = at == at_ && bytes_[at] == '&' && peek() == '>';
  if (!both && bytes_[at] != '<' && bytes_[at] != '>') return false;
  const bool is_process = at == at_ && !both && peek() == '(';
  if (is_process) return false;
  int descriptor = -1;
  if (at > at_) descriptor = 0;
  for (std::uint32_t i = at_; i < at; ++i) descriptor = descriptor * 10 + (bytes_[i] - '0');
  note_place(text_.sub(at_, at + 1).span());
  at_ = both ? at + 1 : at;
  redirect(descriptor);
  return true;
}

void Parser::redirect(int descriptor) {
  const OperatorForm form = operator_form(bytes_.substr(at_));
  const auto length = static_cast<std::uint32_t>(form.text.size());
  Redirection out{form.direction, descriptor, text_.sub(at_, at_ + length).span()};
  at_ += length;
  while (at_ < bytes_.size() && is_blank(bytes_[at_])) ++at_;
  if (!at_word()) return fail(at_);
  std::optional<Word> word = words_.read(at_);
  if (!word) return fail(at_);
  out.target = std::move(*word);
  note_place(out.target.written.span());
  if (form.text == ">&" && !is_descriptor(out.target.value())) out.direction = Direction::write;
  if (form.direction == Direction::here_document) here_document(out, form.text == "<<-");
  command_.redirections.push_back(std::move(out));
}

// A body outside of the text, or the lines behind this one.
void Parser::here_document(Redirection& redirection, bool strips_tabs) {
  if (!bodies_.empty()) {
    redirection.body = bodies_.front();
    bodies_ = bodies_.subspan(1);
    return;
  }
  pending_.push_back({script_.commands.size(), command_.redirections.size(), strips_tabs});
}

void Parser::read_bodies() {
  for (const Pending& pending : pending_) {
    if (pending.command >= script_.commands.size()) continue;
    Command& command = script_.commands[pending.command];
    if (pending.redirection >= command.redirections.size()) continue;
    Redirection& redirection = command.redirections[pending.redirection];
    redirection.body = body_until(redirection.target.value(), pending.strips_tabs);
  }
  pending_.clear();
}

Text Parser::body_until(std::string_view delimiter, bool strips_tabs) {
  const std::uint32_t begin = at_;
  while (at_ < bytes_.size()) {
    const std::uint32_t line_at = at_;
    const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
    std::string_view line = bytes_.substr(at_, end - at_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (strips_tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
    at_ = static_cast<std::uint32_t>(std::min(end + 1, bytes_.size()));
    if (line == delimiter) return text_.sub(begin, line_at);
  }
  return text_.sub(begin, at_);
}

}  // namespace mountlint::shell
