// BuildKit translates these patterns into a regular expression; here the few forms are matched directly, all positions
// in the pattern at once, so that no pattern takes exponential time. Neither wildcard matches a newline.
#include "parsers/dockerfile/shell_pattern.h"

#include <algorithm>

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    out.push_back(c.value);
    at += c.size;
  }
  return out;
}

std::size_t byte_length(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += decode(text, at).size;
  return at;
}

std::optional<ShellPattern> ShellPattern::compile(std::string_view pattern) {
  const std::u32string in = to_code_points(pattern);
  ShellPattern out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] == U'*')
      out.tokens_.push_back({Kind::star, 0});
    else if (in[i] == U'?')
      out.tokens_.push_back({Kind::any, 0});
    else if (in[i] != U'\\')
      out.tokens_.push_back({Kind::literal, in[i]});
    else if (++i == in.size() || std::u32string_view(U"*?\\}/").find(in[i]) == std::u32string_view::npos)
      return std::nullopt;
    else
      out.tokens_.push_back({Kind::literal, in[i]});
  }
  return out;
}

ShellPattern ShellPattern::reversed() const {
  ShellPattern out = *this;
  std::reverse(out.tokens_.begin(), out.tokens_.end());
  return out;
}

// states[i]: the first i tokens have matched.
void ShellPattern::follow_stars(std::vector<bool>& states) const {
  for (std::size_t i = 0; i < tokens_.size(); ++i)
    if (states[i] && tokens_[i].kind == Kind::star) states[i + 1] = true;
}

void ShellPattern::step(std::vector<bool>& states, char32_t c) const {
  std::vector<bool> next(states.size(), false);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!states[i]) continue;
    const bool fits = tokens_[i].kind == Kind::literal ? tokens_[i].literal == c : c != U'\n';
    if (fits) next[tokens_[i].kind == Kind::star ? i : i + 1] = true;
  }
  states = std::move(next);
  follow_stars(states);
}

std::optional<std::size_t> ShellPattern::match(std::u32string_view value, std::size_t at, bool longest,
                                               std::size_t& steps) const {
  std::vector<bool> states(tokens_.size() + 1, false);
  states[0] = true;
  follow_stars(states);
  std::optional<std::size_t> found;
  for (std::size_t length = 0;; ++length) {
    if (states.back()) found = length;
    if ((found && !longest) || at + length == value.size()) return found;
    if (std::find(states.begin(), states.end(), true) == states.end()) return found;
    const std::size_t cost = states.size();
    if (steps < cost) return steps = 0, std::nullopt;
    steps -= cost;
    step(states, value[at + length]);
  }
}

}  // namespace mountlint::dockerfile
