// What a shell expands: where it ends, and what is known of it.
#pragma once

#include <cstddef>
#include <string_view>

namespace mountlint::shell {

inline constexpr std::size_t not_closed = std::string_view::npos;

// The offset behind the expansion that begins at `at` with `$`, a back quote, or `(` (of a process substitution or an
// array); `not_closed` if it has no end, or is nested too deeply. A `$` that expands nothing ends behind itself.
// `quoted`: it stands in double quotes.
std::size_t end_of_expansion(std::string_view text, std::size_t at, bool quoted = false);

// NAME of `$NAME` and `${NAME}`; empty for every other expansion.
std::string_view plain_variable(std::string_view expansion);

bool is_name_begin(char c);
bool is_name_character(char c);

}  // namespace mountlint::shell
