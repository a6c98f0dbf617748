// Patterns of `${n#p}`, `${n%p}` and `${n/p/r}`: `*`, `?`, escapes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mountlint::dockerfile {

class ShellPattern {
 public:
  // Nothing if an escape is wrong: only `*`, `?`, a backslash, `}` and `/` may be escaped.
  static std::optional<ShellPattern> compile(std::string_view pattern);

  // How many characters of `value` from `at` on match, the most or the fewest possible. Nothing: no match.
  // `steps` counts work down; at 0 the search gives up.
  std::optional<std::size_t> match(std::u32string_view value, std::size_t at, bool longest, std::size_t& steps) const;
  // The same pattern for a reversed value.
  ShellPattern reversed() const;

 private:
  enum class Kind : std::uint8_t { literal, any, star };
  struct Token {
    Kind kind;
    char32_t literal;
  };
  void step(std::vector<bool>& states, char32_t c) const;
  void follow_stars(std::vector<bool>& states) const;

  std::vector<Token> tokens_;
};

std::u32string to_code_points(std::string_view text);
// How many bytes the first `count` characters of `text` take.
std::size_t byte_length(std::string_view text, std::size_t count);

}  // namespace mountlint::dockerfile
