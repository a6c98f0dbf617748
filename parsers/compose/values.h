// Small readers of typed values out of flat nodes. They are lenient: a wrong shape gives no value, and an incomplete
// list; the shape check reports it.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// Where the value (the key) of an entry stands.
Place place_of(const yaml::Entry& entry);
Place key_place_of(const yaml::Entry& entry);

// True for `x-...`.
bool is_extension(std::string_view key);

// True for a scalar that YAML reads as a string.
bool is_string(const yaml::Node& node);

// A scalar; absent for null, for another kind, and for a null entry.
std::optional<Value> read_value(const yaml::Entry* entry);
std::optional<Text> read_text(const yaml::Entry* entry);

// The boolean words of Compose (`yes`, `off` ...), in any case. Unknown for what is none of them.
Flag read_flag(const yaml::Node& node);
// `fallback` if there is no such entry, or it is null.
Flag read_flag(const yaml::Entry* entry, Flag fallback);

// A string, or a list of strings.
Known<Value> read_values(const yaml::Entry* entry);
// A mapping, a list of `K=V`, or a list whose entries have keys (a merged mapping).
Known<Variable> read_variables(const yaml::Entry* entry);
// A list, or a string that is split like a shell. Wrong command strings are errors.
std::optional<CommandLine> read_command(const yaml::Entry* entry, TextArena& arena, SyntaxErrors& errors);

}  // namespace mountlint::compose
