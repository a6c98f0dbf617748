// `.env` and env_file, as compose-go's dotenv package reads them.
#pragma once

#include <string_view>
#include <vector>

#include "parsers/compose/interpolate.h"
#include "parsers/known.h"
#include "parsers/source.h"
#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::compose {

struct DotenvEntry {
  Text name;
  std::optional<Text> value;  // absent: inherited from outside
};

struct Dotenv {
  Known<DotenvEntry> entries;  // in order; later ones win. Incomplete after an error
  SyntaxErrors errors;

  // The last value of a variable. Null if there is no such entry; an inherited one has no value.
  const DotenvEntry* find(std::string_view name) const;
};

// `outer`: variables that are known before the file; it may have none. Texts live in `arena`, which must
// not outlive `file`.
Dotenv parse_dotenv(const SourceFile& file, const Environment& outer, TextArena& arena);

}  // namespace mountlint::compose
