// Host paths that give a container more than data: the engine's socket, the host's accounts, keys, kernel and logs.
// The table follows the CIS Docker Benchmark (5.5, 5.6, 5.32), the OWASP Docker rules 1 and 8, Trivy KSV-0121 and the
// sensitive mounts of Falco, with rows of our own where those say too much or too little.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "linter/finding.h"
#include "linter/model/container.h"
#include "linter/model/mount.h"

namespace mountlint {

struct HostPathRow {
  std::string_view path;  // absolute; `~` for a home directory; one `*` may end a component. `c:/` on Windows
  bool descend;           // everything below it, too
  SourceVerdict verdict;
  int read_write, read_only;  // -1 silent, else a Severity
  std::string_view why;       // "accounts, keys and services of the host"
  // Silent if the last component of the path is the service's own: named after it or its image (`/etc/nginx`).
  bool unless_own = false;
};

// A mount that images document: who makes it, where, and what is left to say about it.
struct KnownUse {
  std::span<const std::string_view> images;  // names, with globs
  std::span<const std::string_view> rows;    // HostPathRow::path
  bool read_only;                            // only if it is mounted read-only
  int severity;                              // at most this; -1 silent
};

struct HostPathMatch {
  const HostPathRow* row = nullptr;
  std::optional<Severity> severity;  // for this mount's access, well-known uses of known images taken into account
  std::string_view documented_by;    // the image whose documented mount this is, if that lowered the severity
  bool holds_socket = false;         // an ancestor of an engine socket
};

// The most specific row for a clean absolute host path (`~/..` for homes; `/root`, `/home/x`, `/Users/x` and
// `C:\Users\x` are homes, too; `/var/run` is `/run`). Drive letters and pipes of Windows are understood in both
// spellings. `documented_by` lives as long as the container.
HostPathMatch match_host_path(std::string_view path, Access access, const Container* container);

// The tables, for tests and documentation.
std::span<const HostPathRow> host_path_rows();
std::span<const KnownUse> known_uses_of_host_paths();

}  // namespace mountlint
