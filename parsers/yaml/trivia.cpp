// yaml-cpp drops comments and does not say where its tokens end. The builder knows which indicators may stand between
// two nodes, and takes them off here one by one.
#include "parsers/yaml/trivia.h"

#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {

bool Cursor::sees_word(char indicator) const { return peek() == indicator && !at_end() && ends_word(work_, at_ + 1); }

bool Cursor::sees_marker(std::string_view marker) const {
  if (column(at_) != 0) return false;
  return work_.substr(at_).starts_with(marker) && ends_word(work_, at_ + marker.size());
}

bool Cursor::take(char indicator) {
  if (at_end() || work_[at_] != indicator) return false;
  ++at_;
  return true;
}

std::optional<std::uint32_t> Cursor::skip(bool in_block) {
  std::optional<std::uint32_t> tab;
  while (!at_end()) {
    if (in_block && !tab && (at_ == base_ || work_[at_ - 1] == '\n')) tab = leading_tab();
    if (skip_comment())
      tabs_from_.reset();
    else if (is_blank(work_[at_]) || work_[at_] == '\n' || work_[at_] == '\r')
      ++at_;
    else
      break;
  }
  tabs_from_.reset();
  return tab;
}

// A tab in the blanks at the begin of this line.
std::optional<std::uint32_t> Cursor::leading_tab() const {
  std::uint32_t at = at_;
  while (at < work_.size() && work_[at] == ' ') ++at;
  const bool is_fine = at >= work_.size() || work_[at] != '\t' || (tabs_from_ && at - at_ >= *tabs_from_);
  return is_fine ? std::nullopt : std::optional(at);
}

bool Cursor::skip_comment() {
  if (peek() != '#') return false;
  const std::uint32_t begin = at_;
  std::uint32_t before = begin;
  while (before > base_ && is_blank(work_[before - 1])) --before;
  skip_line();
  comments_.push_back({{source_.id(), begin, at_}, before > base_ && work_[before - 1] != '\n'});
  return true;
}

void Cursor::skip_line() {
  at_ = line_end(work_, at_);
  if (at_ > base_ && work_[at_ - 1] == '\r' && !at_end()) --at_;
}

std::uint32_t Cursor::column(std::uint32_t at) const { return at - line_begin(work_, at, base_); }

}  // namespace mountlint::yaml
