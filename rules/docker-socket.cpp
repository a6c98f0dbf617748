// Flags containers that get the socket of the container engine.
#include "linter/rule.h"
#include "rules/support/host_paths.h"

namespace mountlint::rules {

// `use_api_socket` brings the registry credentials, too; the socket speaks for both.
static bool gives_socket(const Mount& mount) {
  if (mount.source_verdict == SourceVerdict::engine_socket) return true;
  return mount.origin == MountOrigin::api_socket && mount.target_path == "/var/run/docker.sock";
}

static void check(const Mount& mount, Findings& findings) {
  if (!gives_socket(mount)) return;
  const HostPathMatch match = match_of(mount);
  if (match.row && !match.severity) return;
  Draft draft =
      findings.add(mount.source_place(),
                   "{} controls the container engine through `{}`: it can read, change and delete every volume "
                   "and become root on the host",
                   owner_of(mount), shown_source(mount));
  draft.help(mount.access == Access::read_only ? "`ro` does not limit what is asked through the socket; put a socket "
                                                 "proxy in between that allows only the calls it needs"
                                               : "put a socket proxy in between that allows only the calls it needs");
  add_host_path_details(draft, mount, match);
}

extern const Rule docker_socket;
constinit const Rule docker_socket{
    .id = "docker-socket",
    .summary = "a container with the engine's socket controls every volume and the host",
    .category = Category::exposure,
    .severity = Severity::error,
    .why =
        R"(Who can talk to the engine's socket can start a container that mounts the whole host, read and delete every
volume, and so is root on the host. Mounting the socket read-only changes nothing: the file cannot be replaced, but
every request goes through. The same holds for a directory that contains the socket (`/run`, `/var/run`) and for
`use_api_socket: true`.

Let the service talk to a socket proxy that allows only the calls it needs, or use an engine without root rights.

Programs that exist to manage containers (Portainer, Traefik, Watchtower and the like) are a warning, socket proxies are
information: both have to have it, and it is worth knowing that they do.)",
    .bad = R"(services:
  web:
    image: example/web:1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
)",
    .good = R"(services:
  web:
    image: example/web:1
    environment:
      DOCKER_HOST: tcp://socket-proxy:2375
)",
    .references = {"https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
                   "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
                   "https://cwe.mitre.org/data/definitions/250.html"},
    .check = check,
};

}  // namespace mountlint::rules
