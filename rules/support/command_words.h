// Small questions about the words of a command line.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace mountlint::rules {

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// `NAME=value`
inline bool is_assignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && word.find_first_of("/-.") >= equals;
}

// Programs that fill `node_modules`.
inline bool is_node_installer(std::string_view word) { return is_one_of(word, {"npm", "pnpm", "bun", "yarn"}); }

}  // namespace mountlint::rules
