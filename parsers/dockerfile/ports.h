// The ports of EXPOSE.
#pragma once

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

// Takes one word of EXPOSE, expanded: `[[ip:]host-port:]port[-end][/tcp|udp|sctp]`. A variable may hold several ports
// with blanks between them. Says nothing of ports that are not known.
void check_port(const Text& word, SyntaxErrors& errors);

}  // namespace mountlint::dockerfile
