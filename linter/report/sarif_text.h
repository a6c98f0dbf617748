// The texts that SARIF wants, from those we have.
#pragma once

#include <string>
#include <string_view>

#include "linter/finding.h"

namespace mountlint::report {

std::string pascal_case(std::string_view kebab_case);
// With a capital letter, if it begins with a letter.
std::string sentence_case(std::string_view text);
// The first paragraph on one line, at most 1024 bytes: what GitHub takes.
std::string first_paragraph(std::string_view markdown);
std::string_view sarif_level(Severity severity);
// GitHub's name for the same thing.
std::string_view problem_severity(Severity severity);
// Above 0.0, at most 10.0. Only for rules about exposure: it makes a finding a security alert.
std::string_view security_severity(Severity severity);

// In a plain-text message `[text](1)` is a link to the related location 1 (SARIF 2.1.0, 3.11.6).
std::string link(std::string_view text, std::size_t id);
// A message as it is, unless it could be read as a link.
std::string unlinked(std::string_view message);

}  // namespace mountlint::report
