// `.env` and env_file (spec/compose.md 2.4, ".env grammar").
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "parsers/known.h"
#include "parsers/source.h"
#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::compose {

struct DotenvEntry { Text name; std::optional<Text> value; };   // no value: inherited from outside

struct Dotenv {
  Known<DotenvEntry> entries;   // in order; later ones win. Incomplete after an error
  SyntaxErrors errors;
};

// `outer` gives variables that are known before the file (it may be empty). Texts live in `arena`.
Dotenv parse_dotenv(const SourceFile& file, const std::function<std::optional<Text>(std::string_view)>& outer,
                    TextArena& arena);

}  // namespace mountlint::compose
