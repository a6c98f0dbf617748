// Text about rules: `mountlint rules`, `mountlint explain RULE`, the pages in rules/docs, the tables in READMEs.
#pragma once

#include <string>
#include <string_view>

#include "linter/rule.h"

namespace mountlint {

std::string rule_page(const Rule& rule);  // Markdown: rules/docs/<id>.md
// Markdown, a table for each category. `pages`: the folder of the pages as seen from the file that holds the table.
std::string rule_table(const RuleList& rules, std::string_view pages = "rules/docs/");
std::string rule_list(const RuleList& rules);  // plain text for `mountlint rules`
std::string explain(const Rule& rule);         // plain text for `mountlint explain RULE`
// Where the page of a rule is on the web.
std::string rule_url(const Rule& rule);

}  // namespace mountlint
