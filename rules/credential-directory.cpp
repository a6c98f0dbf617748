// Flags mounts of keys, tokens and whole home directories.
#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/host_paths.h"

namespace mountlint::rules {

static void check(const Mount& mount, Findings& findings) {
  if (mount.source_verdict != SourceVerdict::credentials) return;
  const HostPathMatch match = match_of(mount);
  if (!match.row || !match.severity) return;
  const bool writable = mount.access == Access::read_write;
  Draft draft = findings.add(mount.source_place(), "{} can {} `{}`: {}", owner_of(mount),
                             writable ? "read and change" : "read", shown_source(mount), match.row->why);
  draft.help("pass only what is needed: one secret under `secrets`, a forwarded agent, or a short-lived token");
  add_host_path_details(draft, mount, match);
  if (std::optional<Fix> fix = make_read_only(mount)) draft.fix(std::move(*fix));
}

extern const Rule credential_directory;
constinit const Rule credential_directory{
    .id = "credential-directory",
    .summary = "a container gets keys and tokens of the person who starts it",
    .category = Category::exposure,
    .severity = Severity::error,
    .why = R"(`~/.ssh`, `~/.aws`, `~/.kube` and the like hold what opens other machines and accounts. Every package that
runs in the container can read them, and if the mount is writable it can add a key of its own. A whole home directory
holds all of them, and the start files of the shell.

Give the container the one secret it needs (`secrets:`), a forwarded SSH agent, or a token that expires soon. A
read-only mount is still a warning: reading is enough to steal. `known_hosts` and `.gitconfig`, read-only, are fine.)",
    .bad = R"(services:
  deploy:
    image: example/deploy:1
    volumes:
      - ~/.aws:/root/.aws
)",
    .good = R"(services:
  deploy:
    image: example/deploy:1
    secrets:
      - aws_credentials
secrets:
  aws_credentials:
    file: ./deploy-only-credentials
)",
    .references = {"https://docs.docker.com/compose/how-tos/use-secrets/",
                   "https://cwe.mitre.org/data/definitions/522.html",
                   "https://cwe.mitre.org/data/definitions/552.html"},
    .check = check,
};

}  // namespace mountlint::rules
