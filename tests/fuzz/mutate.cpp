// A mutation never looks at the language: what is hostile to it comes as a list. Lines are what `\n` ends, so that a
// `\r` in front of it is damaged like any other byte.
#include "tests/fuzz/mutate.h"

#include <algorithm>

namespace mountlint::fuzz {
namespace {

std::string any_byte(Random& random) { return std::string(1, static_cast<char>(random.below(256))); }

std::string intruder(const std::vector<std::string>& hostile, Random& random) {
  return random.below(4) == 0 ? any_byte(random) : hostile[random.below(hostile.size())];
}

void change_byte(std::string& text, const std::vector<std::string>& hostile, Random& random) {
  const std::size_t at = random.below(text.size());
  switch (random.below(4)) {
    case 0:
      text.erase(at, 1);
      break;
    case 1:
      text.insert(at, 1, text[at]);
      break;
    case 2:
      text.insert(at, intruder(hostile, random));
      break;
    default:
      text.replace(at, 1, intruder(hostile, random));
      break;
  }
}

void change_line(std::string& text, Random& random) {
  const std::size_t at = random.below(text.size());
  const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  const std::size_t line_break = std::min(text.find('\n', at), text.size());
  const std::size_t end = std::min(line_break + 1, text.size());
  switch (random.below(3)) {
    case 0:
      text.erase(begin, end - begin);
      break;
    case 1:
      text.insert(begin, text.substr(begin, end - begin));
      break;
    default:
      text.erase(line_break, end - line_break);
      break;
  }
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t number) {
  std::seed_seq both{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                     static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32)};
  engine_.seed(both);
}

std::string mutate(std::string text, const std::vector<std::string>& hostile, Random& random) {
  for (std::size_t left = 1 + random.below(4); left > 0; --left) {
    if (text.empty()) text = intruder(hostile, random);
    // As often as the seven kinds of damage say: four of bytes, three of lines.
    if (random.below(7) < 4)
      change_byte(text, hostile, random);
    else
      change_line(text, random);
  }
  return text;
}

}  // namespace mountlint::fuzz
