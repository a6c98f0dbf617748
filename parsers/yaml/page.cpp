// Small questions about a text with mistakes in it, which no tree can answer.
#include "parsers/yaml/page.h"

#include <algorithm>

#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {

std::uint32_t Page::first_of(std::uint32_t at) const {
  std::uint32_t first = begin_of(at);
  while (first < text_.size() && is_blank(text_[first])) ++first;
  return first;
}

std::uint32_t Page::end_of(std::uint32_t at) const {
  const std::uint32_t begin = begin_of(at);
  std::uint32_t end = line_end(text_, at);
  while (end > begin && (is_blank(text_[end - 1]) || text_[end - 1] == '\r')) --end;
  return end;
}

std::string_view Page::word(std::uint32_t at) const {
  std::uint32_t end = at;
  while (!ends_word(text_, end)) ++end;
  return text_.substr(at, end - at);
}

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 40;
  if (text.size() <= most) return std::string(text);
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::string Page::shown(std::uint32_t at) const {
  std::string_view found = word(at);
  if (found.ends_with(':') && found.size() > 1) found.remove_suffix(1);
  return shortened(found);
}

std::uint32_t Page::colon_on_line(std::uint32_t at, bool with_blank) const {
  const std::uint32_t end = end_of(at);
  for (; at < end; ++at)
    if (text_[at] == ':' && ends_word(text_, at + 1) == with_blank) return at;
  return static_cast<std::uint32_t>(text_.size());
}

Diagnosis Page::say(std::uint32_t begin, std::uint32_t end, std::string message, std::string help) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  begin = std::min(begin, size);
  end = std::clamp(end, begin, size);
  while (begin > base() && is_continuation(begin)) --begin;
  while (end < size && is_continuation(end)) ++end;
  const Span span{source_.id(), begin, end};
  return {{span, std::move(message), Claim::compose_syntax, std::move(help), {}, {}}, begin, false, false};
}

Diagnosis Page::say_word(std::uint32_t at, std::string message, std::string help) const {
  return say(at, at + static_cast<std::uint32_t>(word(at).size()), std::move(message), std::move(help));
}

}  // namespace mountlint::yaml
