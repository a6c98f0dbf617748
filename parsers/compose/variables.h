// The variables that a file set is interpolated with: its `.env`, and nothing of the caller's environment.
#pragma once

#include <string>

#include "parsers/compose/dotenv.h"
#include "parsers/compose/interpolate.h"
#include "parsers/sources.h"

namespace mountlint::compose {

// `HOME` and `PWD` are always set, but to what is not known here. All values together may grow to a bounded size;
// beyond it they are unknown.
class Variables {
 public:
  // Reads `<directory>/.env` if it is there. Texts live in `arena`; errors of the file go to `errors`.
  Variables(const std::string& directory, Sources& sources, TextArena& arena, SyntaxErrors& errors);
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

  std::optional<Text> value(std::string_view name);
  // Valid as long as this.
  Environment environment() {
    return [this](std::string_view name) { return value(name); };
  }

 private:
  Text unknown(Span at);

  TextArena& arena_;
  std::map<std::string, Text, std::less<>> values_;
  std::size_t used_ = 0;
};

}  // namespace mountlint::compose
