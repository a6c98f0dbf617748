// Suggestions for misspelt words.
#pragma once

#include <span>
#include <string_view>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// The known word that `word` is most like, if it is like one and only one; letter case does not count. Else empty.
std::string_view did_you_mean(std::string_view word, std::span<const std::string_view> known);

// Adds the suggestion to `error`, which stands at `word`: a help, and what to write instead if only one word is
// nearest. `before` is shown in front of the suggestion (`--`).
void suggest(SyntaxError& error, const Text& word, std::span<const std::string_view> known,
             std::string_view before = {});

}  // namespace mountlint::dockerfile
