// What is looked at before the text is parsed, and the copy of it that yaml-cpp gets to see.
#pragma once

#include <optional>
#include <string>

#include "parsers/source.h"
#include "parsers/syntax_error.h"

namespace mountlint::yaml {

// Stand-ins in the working copy. Bytes below a blank are refused in the text, so none of them can be mistaken for it.
inline constexpr char alias_mark = '\x01';     // a `*`
inline constexpr char question_mark = '\x02';  // a `?` that is no key indicator
inline constexpr char colon_mark = '\x05';     // a `:` that is text
inline constexpr char other_mark = '\x03';     // a byte order mark where none belongs

// The first thing that go-yaml would refuse in these bytes whatever they mean: size, encoding, control characters,
// nesting that would exhaust memory.
std::optional<SyntaxError> precheck(const SourceFile& source);

// The text with the same length, in a form in which yaml-cpp reads what go-yaml reads: aliases are left to us (go-yaml
// keeps anchors over documents), a `?` inside a flow scalar is text, and every line break is `\n` or `\r\n`.
std::string working_copy(const SourceFile& source);

}  // namespace mountlint::yaml
