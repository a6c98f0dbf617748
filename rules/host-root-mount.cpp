// Flags containers that see the whole file system of the host.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/host_paths.h"

namespace mountlint::rules {

static void check(const Mount& mount, Findings& findings) {
  if (mount.source_verdict != SourceVerdict::host_root) return;
  const HostPathMatch match = match_of(mount);
  if (!match.severity) return;
  const bool writable = mount.access == Access::read_write;
  Draft draft = findings.add(mount.source_place(), "{} can {} every file and every volume of the host", owner_of(mount),
                             writable ? "change" : "read");
  draft.help("mount only the directories that it needs, read-only where it only reads");
  add_host_path_details(draft, mount, match);
  if (match.holds_socket)
    draft.note({}, "the engine's socket is inside: it gives control of the engine, even read-only");
  if (std::optional<Fix> fix = make_read_only(mount)) draft.fix(std::move(*fix));
}

extern const Rule host_root_mount;
constinit const Rule host_root_mount{
    .id = "host-root-mount",
    .summary = "a container sees every file of the host",
    .category = Category::exposure,
    .severity = Severity::error,
    .why =
        R"(With `/` of the host mounted, every fault of the service reaches every file and every volume of the machine:
password hashes, keys, the engine's own storage. Writable, it is root on the host (an error); read-only, it leaks
everything (a warning), and the engine's socket is inside all the same.

Mount only what is needed, read-only. Monitoring agents whose documentation asks for a read-only view of the host
(node-exporter, cAdvisor, Netdata and the like) are information.)",
    .bad = R"(services:
  tool:
    image: example/tool:1
    volumes:
      - /:/host
)",
    .good = R"(services:
  tool:
    image: example/tool:1
    volumes:
      - /var/log/nginx:/logs:ro
)",
    .references = {"https://www.cisecurity.org/benchmark/docker", "https://cwe.mitre.org/data/definitions/668.html"},
    .check = check,
};

}  // namespace mountlint::rules
