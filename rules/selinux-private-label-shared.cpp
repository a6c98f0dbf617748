// Flags `Z` on a source that another service mounts as well: the label that it gives belongs to one container. One
// finding speaks for all mounts that lie in each other.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/selinux.h"
#include "rules/support/storage.h"

namespace mountlint::rules {

struct Placed {
  const Mount* mount;
  StoragePlace place;
  bool is_private;
};

static bool has_private(const Project& project) {
  return std::any_of(project.containers.begin(), project.containers.end(), [](const auto& container) {
    return std::any_of(container->mounts.begin(), container->mounts.end(), has_private_label);
  });
}

// What containers that obey labels mount.
static std::vector<Placed> labelled_mounts(const Project& project) {
  std::vector<Placed> out;
  const Confinement confinement(project);
  for (const auto& container : project.containers) {
    if (!confinement.binds(*container)) continue;
    for (const Mount& mount : container->mounts)
      if (const auto place = storage_of(mount)) out.push_back({&mount, *place, has_private_label(mount)});
  }
  return out;
}

static bool collide(const Placed& one, const Placed& other) {
  return overlap(one.place, other.place) && may_run_together(*one.mount->container, *other.mount->container);
}

// The others that lose their files to `one`; empty if an earlier finding speaks of it.
static std::vector<const Mount*> losers(const std::vector<Placed>& mounts, const Placed& one) {
  std::vector<const Mount*> out;
  for (const Placed& other : mounts) {
    if (!collide(one, other)) continue;
    if (other.is_private && &other < &one) return {};
    out.push_back(other.mount);
  }
  return out;
}

static std::optional<Fix> share_label(const Mount& mount, const std::vector<const Mount*>& others) {
  Fix fix{"write `z`", Applicability::unsafe, {}};
  std::vector<const Mount*> all = others;
  all.insert(all.begin(), &mount);
  for (const Mount* one : all) {
    if (!has_private_label(*one)) continue;
    if (one->place.via || !one->syntax->selinux->editable()) return std::nullopt;
    fix.edits.push_back({one->syntax->selinux->span(), "z"});
  }
  return fix;
}

static std::string_view what_happens(const Mount& other) {
  if (!has_private_label(other)) return "and gets \"Permission denied\" where SELinux is on";
  return "and gets \"Permission denied\" where SELinux is on, or takes it away when it starts later";
}

static void report(const Mount& mount, const std::vector<const Mount*>& others, Findings& findings) {
  const Mount& other = *others.front();
  Draft draft = findings.add(Place{mount.syntax->selinux->span(), mount.place.via},
                             "`Z` gives `{}` to the container of `{}` alone: `{}` mounts it, too, {}",
                             storage_name(mount), mount.container->name, other.container->name, what_happens(other));
  draft.help("write `z` for what several containers use");
  for (std::size_t i = 0; i < others.size() && i < 5; ++i)
    draft.note(others[i]->source_place().span, fmt::format("`{}` mounts it here", others[i]->container->name));
  if (std::optional<Fix> fix = share_label(mount, others)) draft.fix(std::move(*fix));
}

// Each is held against all others; nobody writes so many by hand.
static constexpr std::size_t most_mounts = 4000;

static void check(const Project& project, Findings& findings) {
  if (!has_private(project)) return;
  const std::vector<Placed> mounts = labelled_mounts(project);
  if (mounts.size() > most_mounts) return;
  for (const Placed& one : mounts) {
    if (!one.is_private || one.mount->inherited) continue;
    const std::vector<const Mount*> others = losers(mounts, one);
    if (!others.empty()) report(*one.mount, others, findings);
  }
}

extern const Rule selinux_private_label_shared;
constinit const Rule selinux_private_label_shared{
    .id = "selinux-private-label-shared",
    .summary = "`Z` takes files away from another service that mounts them",
    .category = Category::sharing,
    .severity = Severity::warning,
    .why =
        R"(With SELinux, `z` and `Z` change the label of every file below the source of a mount, on the host. `z` gives
them a label that all containers may use, `Z` one that belongs to this container only. Whoever else mounts the same
files, or a directory above or below them, gets "Permission denied"; if both write `Z`, the container that starts last
takes them away from the other.

Write `z` wherever several services mount the same files, or parts of them. The labels stay on the host until the next
start changes them.

Services in profiles that exclude each other, one-shot services, and services that labels do not bind (`privileged`,
`security_opt: [label=disable]`) are not reported. Hosts without SELinux ignore both letters.)",
    .bad = R"(services:
  web:
    image: nginx:1.27
    volumes:
      - ./public:/usr/share/nginx/html:Z
  worker:
    image: alpine:3
    command: ["/work.sh"]
    volumes:
      - ./public:/out:Z
)",
    .good = R"(services:
  web:
    image: nginx:1.27
    volumes:
      - ./public:/usr/share/nginx/html:z
  worker:
    image: alpine:3
    command: ["/work.sh"]
    volumes:
      - ./public:/out:z
)",
    .references = {"https://docs.docker.com/engine/storage/bind-mounts/#configure-the-selinux-label",
                   "https://docs.docker.com/reference/compose-file/services/#volumes"},
    .check = check,
};

}  // namespace mountlint::rules
