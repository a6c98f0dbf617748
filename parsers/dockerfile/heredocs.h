// The `<<NAME` words of RUN, COPY and ADD. Bodies are read by LineReader.
#pragma once

#include <optional>
#include <vector>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// A word of the form `3<<-"NAME"`, as a heredoc without content.
std::optional<Heredoc> heredoc_head(const Text& word, TextArena& texts);

// All heredocs of a joined line, in order. None if the line has an open quote or a bad `${`: then BuildKit sees none.
std::vector<Heredoc> find_heredocs(const Text& line, TextArena& texts);

}  // namespace mountlint::dockerfile
