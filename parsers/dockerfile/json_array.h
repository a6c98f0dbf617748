// The JSON form of arguments: `["a", "b"]`.
#pragma once

#include <optional>

#include "parsers/text.h"

namespace mountlint::dockerfile {

struct JsonArray {
  List<Text> items;           // decoded, without quotes
  std::optional<Text> wrong;  // the first element that is no string; BuildKit refuses the instruction
};

// Nothing if `text` is no strict JSON array: then BuildKit reads it as plain words.
std::optional<JsonArray> read_json_array(const Text& text, TextArena& texts);

}  // namespace mountlint::dockerfile
