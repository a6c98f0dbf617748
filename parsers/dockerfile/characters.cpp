// Classes of characters. BuildKit is written in Go and asks Go's Unicode tables; outside ASCII we ask blocks, which
// differ from the tables only for symbols that nobody writes into a variable name.
#include "parsers/dockerfile/characters.h"

#include <algorithm>
#include <array>

namespace mountlint::dockerfile {

namespace {

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::uint32_t sequence_size(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 1;
}

bool is_valid(char32_t c, std::uint32_t size) {
  if (size == 3) return c >= 0x800 && (c < 0xD800 || c > 0xDFFF);
  if (size == 4) return c >= 0x10000 && c <= 0x10FFFF;
  return true;
}

bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; }

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t size = sequence_size(lead);
  if (size == 1) return {0xFFFD, 1};
  char32_t c = lead & (0xFFu >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!is_continuation(text, at + i)) return {0xFFFD, 1};
    c = (c << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  }
  return is_valid(c, size) ? CodePoint{c, size} : CodePoint{0xFFFD, 1};
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || in(c, '\t', '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || in(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

bool is_digit(char32_t c) {
  constexpr std::array<char32_t, 8> zeros = {U'0', 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0xFF10};
  return std::any_of(zeros.begin(), zeros.end(), [c](char32_t zero) { return in(c, zero, zero + 9); });
}

bool is_letter(char32_t c) {
  if (c < 0x80) return in(c, 'a', 'z') || in(c, 'A', 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  const bool symbol = c == 0xD7 || c == 0xF7 || in(c, 0x300, 0x36F) || in(c, 0x2000, 0x2BFF) || in(c, 0x3000, 0x3004) ||
                      in(c, 0x3007, 0x3030) || in(c, 0xD800, 0xF8FF) || in(c, 0xFE00, 0xFE6F) ||
                      in(c, 0xFEFF, 0xFF20) || in(c, 0xFFE0, 0xFFFF) || in(c, 0x1F000, 0x1FAFF);
  return !symbol && !is_space(c) && !is_digit(c);
}

std::uint32_t skip_space(std::string_view text, std::uint32_t at) {
  while (at < text.size()) {
    const CodePoint c = decode(text, at);
    if (!is_space(c.value)) break;
    at += c.size;
  }
  return at;
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::uint32_t skip_word(std::string_view text, std::uint32_t at) {
  while (at < text.size() && !is_blank(text[at])) ++at;
  return at;
}

Text trim_left(const Text& text) { return text.from(skip_space(text.value(), 0)); }

Text trim(const Text& text) {
  const Text left = trim_left(text);
  const std::string_view value = left.value();
  std::uint32_t end = left.size();
  while (end > 0) {
    std::uint32_t last = end - 1;
    while (last > 0 && end - last < 4 && is_continuation(value, last)) --last;
    const CodePoint c = decode(value, last);
    if (last + c.size != end || !is_space(c.value)) break;
    end = last;
  }
  return left.sub(0, end);
}

List<Text> split_at_blanks(const Text& text, TextArena& texts) {
  ListBuilder<Text> words(texts);
  const std::string_view value = text.value();
  for (std::uint32_t at = skip_blanks(value, 0); at < value.size();) {
    const std::uint32_t end = skip_word(value, at);
    words.push_back(text.sub(at, end));
    at = skip_blanks(value, end);
  }
  return words.list();
}

std::string lower(std::string_view ascii) {
  std::string out(ascii);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

std::string upper(std::string_view ascii) {
  std::string out(ascii);
  std::transform(out.begin(), out.end(), out.begin(), to_upper);
  return out;
}

bool equal_fold(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

}  // namespace mountlint::dockerfile
