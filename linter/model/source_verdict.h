// What the source of a mount is: one verdict per mount, so that one cause gives one finding.
#pragma once

#include "linter/model/mount.h"
#include "linter/model/paths.h"

namespace mountlint {

// `source` is the resolved source of a bind.
SourceVerdict source_verdict(const Mount& mount, const HostPath& source);

}  // namespace mountlint
