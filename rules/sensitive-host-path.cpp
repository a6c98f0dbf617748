// Flags mounts of system paths of the host.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/host_paths.h"

namespace mountlint::rules {

// Read-only would be less severe, and helps.
static bool helps_read_only(const HostPathMatch& match) {
  return match.row && match.row->read_only < match.row->read_write;
}

// `/dev/ttyUSB0`: a bind shows the node, and the engine's device rules keep the container from using it.
static bool is_device(const HostPathMatch& match) { return match.row->path == "/dev/*"; }

static void report_device(const Mount& mount, const HostPathMatch& match, Findings& findings) {
  Draft draft = findings.add(mount.source_place(), "{} gets the device `{}` without the permission to use it",
                             owner_of(mount), shown_source(mount));
  draft.help("list it under `devices`, which gives the permission, too");
  add_host_path_details(draft, mount, match);
}

static void check(const Mount& mount, Findings& findings) {
  if (mount.source_verdict != SourceVerdict::sensitive_path) return;
  const HostPathMatch match = match_of(mount);
  if (!match.row || !match.severity) return;
  if (is_device(match)) return report_device(mount, match, findings);
  const bool writable = mount.access == Access::read_write;
  Draft draft = findings.add(mount.source_place(), "{} can {} `{}` of the host: {}", owner_of(mount),
                             writable ? "change" : "read", shown_source(mount), match.row->why);
  draft.help(writable && helps_read_only(match) ? "mount it read-only, or only the files that it needs"
                                                : "mount only the files that it needs");
  add_host_path_details(draft, mount, match);
  if (!helps_read_only(match)) return;
  if (std::optional<Fix> fix = make_read_only(mount)) draft.fix(std::move(*fix));
}

extern const Rule sensitive_host_path;
constinit const Rule sensitive_host_path{
    .id = "sensitive-host-path",
    .summary = "a container gets a system path of the host",
    .category = Category::exposure,
    .severity = Severity::error,
    .why = R"(Some paths of the host hold accounts, keys, programs that root runs, kernel switches or raw devices. A
container that can write there can take over the host; one that can read there can leak what is in it.

Paths are compared by components after `.`, `..`, `//` and a trailing `/` are resolved, so `/etcd` is not `/etc`, and
`/etc/../etc/shadow` is. Writable mounts are mostly errors, read-only ones warnings or silent, depending on the path:
`/etc/localtime:ro` and `/usr/share/zoneinfo:ro` are harmless, `/etc/shadow:ro` is not. Mounts that the documentation of
a known image asks for are lowered to information. State of one service below `/var/lib`, and `/srv`, `/opt`, `/mnt` and
`/media`, are usual places for data and never reported by their path.)",
    .bad = R"(services:
  tool:
    image: example/tool:1
    volumes:
      - /etc:/host-etc
)",
    .good = R"(services:
  tool:
    image: example/tool:1
    volumes:
      - /etc/os-release:/host/os-release:ro
)",
    .references = {"https://www.cisecurity.org/benchmark/docker",
                   "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
                   "https://cwe.mitre.org/data/definitions/668.html"},
    .check = check,
};

}  // namespace mountlint::rules
