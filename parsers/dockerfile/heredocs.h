// The `<<NAME` words of RUN, COPY and ADD. Bodies are read by LineReader.
#pragma once

#include <optional>
#include <vector>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// A word of the form `3<<-"NAME"`, as a heredoc without content.
std::optional<Heredoc> heredoc_head(const Text& word, TextArena& texts);

// The files that an ADD or COPY makes: one for each word of the form `<<NAME`, with the body of the last heredoc of
// that name. BuildKit looks at the words once more, so that one that is no heredoc of the line (in a JSON array, behind
// an open quote) makes an empty file. Names and new places live in `texts`.
std::vector<Heredoc> files_of_heredocs(const Instruction& instruction, TextArena& texts);

// All heredocs of a joined line, in order. None if the line has an open quote or a bad `${`: then BuildKit sees none.
std::vector<Heredoc> find_heredocs(const Text& line, TextArena& texts);

}  // namespace mountlint::dockerfile
