// The writers of `mountlint mounts`: MountsReport -> string.
#pragma once

#include <string>

#include "linter/mounts_table.h"
#include "linter/report/report.h"

namespace mountlint::report {

// One table for each service; below its mount, what brought it in. Safe for a terminal.
std::string mounts_text(const MountsReport& report, const Style& style);
// One object, described by docs/mounts-schema.json.
std::string mounts_json(const MountsReport& report);

}  // namespace mountlint::report
