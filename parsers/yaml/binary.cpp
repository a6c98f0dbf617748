// Four letters are three bytes; the last four may end in one or two `=`.
#include "parsers/yaml/binary.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace mountlint::yaml {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string letters;
  std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](char c) { return c != '\n' && c != '\r'; });
  if (letters.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  for (; padding < 2 && !letters.empty() && letters.back() == '='; ++padding) letters.pop_back();
  std::string out;
  std::uint32_t bits = 0, count = 0;
  for (const char c : letters) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

}  // namespace mountlint::yaml
