// yaml-cpp reads any bytes; go-yaml (reader of libyaml) refuses bad UTF-8 and control characters even in comments. What
// is refused here cannot be recovered from: nothing is known about such a text.
#include "parsers/yaml/precheck.h"

#include <fmt/format.h>

#include <limits>

#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {

namespace {

constexpr int max_flow_depth = 10'000;  // as go-yaml

SyntaxError error_at(Span span, std::string message, std::string help = {}) {
  return {span, std::move(message), Claim::compose_syntax, std::move(help), {}, {}};
}

std::uint32_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

// Overlong forms, surrogates and code points beyond U+10FFFF show in the second byte.
bool second_byte_fits(unsigned char lead, unsigned char second) {
  if (lead == 0xE0) return second >= 0xA0;
  if (lead == 0xED) return second < 0xA0;
  if (lead == 0xF0) return second >= 0x90;
  return lead != 0xF4 || second < 0x90;
}

// The length of the UTF-8 character at `at`; 0 if there is none.
std::uint32_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t length = sequence_length(byte(at));
  if (length == 0 || at + length > text.size()) return 0;
  for (std::uint32_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  return length == 1 || second_byte_fits(byte(at), byte(at + 1)) ? length : 0;
}

// C0 without tab and line breaks, C1 without NEL. DEL is let through, as go-yaml does.
bool is_control(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  if (c != 0xC2) return false;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return second < 0xA0 && second != 0x85;
}

std::uint32_t code_point(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  return c < 0x80 ? c : static_cast<unsigned char>(text[at + 1]);
}

std::optional<SyntaxError> check_characters(const SourceFile& source) {
  const Span content = source.content();
  const std::string_view text = source.text();
  for (std::uint32_t at = content.begin; at < content.end;) {
    const std::uint32_t length = character_length(text, at);
    if (length == 0)
      return error_at({content.file, at, at + 1},
                      fmt::format("byte 0x{:02X} is not valid UTF-8", std::uint8_t(text[at])),
                      "save the file as UTF-8");
    if (is_control(text, at))
      return error_at({content.file, at, at + length},
                      fmt::format("control character U+{:04X} is not allowed", code_point(text, at)));
    at += length;
  }
  return std::nullopt;
}

// Where a flow collection may begin: at the begin of a line, or behind an indicator. Good enough to bound the tokens
// that yaml-cpp piles up; the exact nesting is counted on the tree.
std::optional<SyntaxError> check_flow_depth(const SourceFile& source) {
  const Span content = source.content();
  int depth = 0;
  char before = '\n';
  for (std::uint32_t at = content.begin; at < content.end; ++at) {
    const char c = source.text()[at];
    if (is_blank(c)) continue;
    const bool may_begin = std::string_view("\n\r[{,:?-").find(before) != std::string_view::npos;
    if ((c == '[' || c == '{') && may_begin && ++depth > max_flow_depth)
      return error_at({content.file, at, at + 1},
                      fmt::format("flow collections are nested deeper than {}", max_flow_depth));
    if ((c == ']' || c == '}') && depth > 0) --depth;
    before = c;
  }
  return std::nullopt;
}

std::optional<SyntaxError> check_encoding(const SourceFile& source) {
  const std::string_view text = source.text();
  const bool wide = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  if (!wide) return std::nullopt;
  return error_at({source.id(), 0, 2}, "the file is encoded as UTF-16, expected UTF-8", "save the file as UTF-8");
}

}  // namespace

std::optional<SyntaxError> precheck(const SourceFile& source) {
  if (source.text().size() >= std::numeric_limits<std::int32_t>::max())
    return error_at({source.id(), 0, 0}, "the file is larger than 2 GiB");
  if (auto error = check_encoding(source)) return error;
  if (auto error = check_characters(source)) return error;
  return check_flow_depth(source);
}

namespace {

bool is_any(char c, std::string_view of) { return of.find(c) != std::string_view::npos; }

// `? ` opens a key only where a token may begin.
bool is_key_indicator(std::string_view text, std::size_t at) {
  if (!ends_word(text, at + 1)) return false;
  while (at > 0 && is_blank(text[at - 1])) --at;
  return at == 0 || is_any(text[at - 1], "\n\r[{,-?:");
}

bool may_be_alias(std::string_view text, std::uint32_t base, std::size_t at) {
  return at == base || is_any(text[at - 1], " \t\n\r[{,:");
}

// `[a:, b]`: go-yaml takes the `:` for text.
bool is_text_colon(std::string_view text, std::uint32_t base, std::size_t at) {
  if (at == base || at + 1 >= text.size() || !is_any(text[at + 1], ",]}")) return false;
  return !is_any(text[at - 1], " \t\n\r[]{},:\"'");
}

}  // namespace

std::string working_copy(const SourceFile& source) {
  std::string copy(source.text());
  const std::uint32_t base = source.content().begin;
  if (std::string_view(copy).substr(base).starts_with("\xEF\xBB\xBF")) copy.replace(base, 3, 3, other_mark);
  for (std::size_t at = base; at < copy.size(); ++at) {
    const char c = copy[at];
    if (c == '*' && may_be_alias(copy, base, at)) copy[at] = alias_mark;
    if (c == ':' && is_text_colon(copy, base, at)) copy[at] = colon_mark;
    if (c == '?' && !is_key_indicator(copy, at)) copy[at] = question_mark;
    if (c != '\r' && c != '\xC2' && c != '\xE2') continue;
    const std::uint32_t length = break_length(copy, at);
    if (length == 0 || (c == '\r' && length == 2)) continue;
    copy.replace(at, length, std::string(length - 1, ' ') + '\n');
    at += length - 1;
  }
  return copy;
}

}  // namespace mountlint::yaml
