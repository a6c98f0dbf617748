// The table of sensitive host paths (CIS Docker Benchmark 5.5/5.6/5.32, OWASP Docker rule 1, Kubernetes KSV-0121, and
// our own rows).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "linter/finding.h"
#include "linter/model/container.h"
#include "linter/model/mount.h"

namespace mountlint {

struct HostPathRow {
  std::string_view path;           // absolute; `~` for a home directory; one `*` may end a component
  bool descend;                    // everything below it, too
  SourceVerdict verdict;
  int read_write, read_only;       // -1 silent, else a Severity
  std::string_view why;            // "accounts, keys and services of the host"
};

struct HostPathMatch {
  const HostPathRow* row = nullptr;
  std::optional<Severity> severity;   // for this mount's access, well-known uses of known images taken into account
  std::string_view documented_by;     // the image whose documented mount this is, if that lowered the severity
  bool holds_socket = false;          // an ancestor of an engine socket
};

// The most specific row for a clean absolute host path (`~/..` for homes; `/root`, `/home/x`, `/Users/x` are homes, too).
HostPathMatch match_host_path(std::string_view path, Access access, const Container* container);

}  // namespace mountlint
