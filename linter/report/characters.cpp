// A strict UTF-8 decoder (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. Long ASCII stretches are
// skipped eight bytes at a time: positions in a file of one long line would take quadratic time otherwise.
#include "linter/report/characters.h"

#include <algorithm>
#include <cstring>

namespace mountlint::report {
namespace {

std::uint32_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}

bool is_shortest_form(char32_t code, std::uint32_t length) {
  if (length == 3) return code >= 0x800 && !(code >= 0xd800 && code <= 0xdfff);
  if (length == 4) return code >= 0x10000 && code <= 0x10ffff;
  return true;
}

// The second byte decides whether the form is the shortest, and no surrogate.
bool may_follow(unsigned char first, unsigned char second) {
  if (first == 0xe0) return second >= 0xa0 && second <= 0xbf;
  if (first == 0xed) return second >= 0x80 && second <= 0x9f;
  if (first == 0xf0) return second >= 0x90 && second <= 0xbf;
  if (first == 0xf4) return second >= 0x80 && second <= 0x8f;
  return (second & 0xc0) == 0x80;
}

}  // namespace

std::size_t broken_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t most = std::min<std::size_t>(length_of(byte(0)), text.size() - at);
  if (most < 2 || !may_follow(byte(0), byte(1))) return 1;
  std::size_t size = 2;
  while (size < most && (byte(size) & 0xc0) == 0x80) ++size;
  return size;
}

Character character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::uint32_t length = length_of(first);
  if (length == 1) return {first, 1, true};
  if (length == 0 || text.size() - at < length) return {};
  char32_t code = first & (0x7fu >> length);
  for (std::size_t i = at + 1; i < at + length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return {};
    code = code << 6 | (byte & 0x3fu);
  }
  if (!is_shortest_form(code, length)) return {};
  return {code, length, true};
}

std::size_t ascii_run(std::string_view text, std::size_t at, std::size_t end) {
  const std::size_t begin = at;
  for (; end - at >= 8; at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if (bytes & 0x8080808080808080u) break;
  }
  while (at < end && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - begin;
}

}  // namespace mountlint::report
