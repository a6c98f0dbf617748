// Text about rules: `mountlint rules`, `mountlint explain RULE`, the pages in rules/docs, the tables in READMEs.
#pragma once

#include <string>

#include "linter/rule.h"

namespace mountlint {

std::string rule_page(const Rule& rule);            // Markdown: rules/docs/<id>.md
std::string rule_table(const RuleList& rules);      // Markdown table for README.md and rules/README.md
std::string rule_list(const RuleList& rules);       // plain text for `mountlint rules`
std::string explain(const Rule& rule);              // plain text for `mountlint explain RULE`
// Where the page of a rule is on the web.
std::string rule_url(const Rule& rule);

}  // namespace mountlint
