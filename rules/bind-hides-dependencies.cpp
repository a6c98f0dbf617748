// Flags binds of the source tree over the `node_modules` that the image installed.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/install_at_start.h"
#include "rules/support/node_modules.h"
#include "rules/support/start_command.h"

namespace mountlint::rules {

// `develop` and hooks are not in the model: they sync, rebuild or run what they want.
static bool has_hooks(const Container& container) {
  if (!container.service) return true;
  const SourceFile* source = source_of(*container.project, container.service->place.span);
  if (!source) return true;
  const std::string_view text = source->text(container.service->place.span);
  for (std::string_view key : {"develop:", "post_start:", "pre_start:"}) {
    if (text.find(key) != std::string_view::npos) return true;
  }
  return false;
}

// The mount that decides what is seen at `path`: the one with the longest target. Null if that is not certain.
static const Mount* covering_mount(const Container& container, std::string_view path) {
  const Mount* best = nullptr;
  for (const Mount& mount : container.mounts) {
    if (mount.target_path.empty() && !mount.target.is_known()) return nullptr;
    if (mount.covers(path) && (!best || mount.target_path.size() > best->target_path.size())) best = &mount;
  }
  return best;
}

static bool is_in_context(const Mount& mount) {
  const std::string& context = mount.container->build->context;
  if (context.empty() || mount.host_path.empty()) return false;
  if (context == ".")
    return !mount.host_path.starts_with("/") && !mount.host_path.starts_with("..") && !mount.host_path.starts_with("~");
  return is_within(mount.host_path, context);
}

static bool binds_context(const Container& container) {
  return std::any_of(container.mounts.begin(), container.mounts.end(),
                     [](const Mount& mount) { return mount.type == MountType::bind && is_in_context(mount); });
}

static bool hides(const Mount* mount, const InstalledModules& modules) {
  return mount && mount->type == MountType::bind && mount->written_in_compose() && mount->target_path != modules.path &&
         is_in_context(*mount);
}

// Another service that has the same directory and installs into it.
static bool is_installed_by_other(const Container& container, const Mount& bind) {
  for (const auto& other : container.project->containers) {
    if (other.get() == &container) continue;
    const bool shares = std::any_of(other->mounts.begin(), other->mounts.end(), [&](const Mount& mount) {
      return mount.type == MountType::bind && mount.host_path == bind.host_path;
    });
    const CommandWords start = own_start(*other);
    if (shares && !start.empty() && may_install(start)) return true;
  }
  return false;
}

// Node looks in the directories above, too.
static bool is_found_above(const Container& container, const std::vector<InstalledModules>& all,
                           const InstalledModules& one) {
  return std::any_of(all.begin(), all.end(), [&](const InstalledModules& other) {
    if (other.directory == one.directory || !is_within(one.directory, other.directory)) return false;
    return !hides(covering_mount(container, other.path), other);
  });
}

static void report(const Container& container, const Mount& bind, const InstalledModules& modules, Findings& findings) {
  Draft draft =
      findings.add(bind.place, "`{}` hides `{}`, which the image installed: the container sees the host's copy or none",
                   bind.source->shown(), modules.path);
  draft.note(modules.command, "installed here");
  draft.help(fmt::format("mount a volume at `{}`, bind only the sources, or use `develop.watch`", modules.path));
  const std::string name = new_volume_name(container, "node_modules");
  if (std::optional<Fix> fix = mount_named_volume(container, name, modules.path)) draft.fix(std::move(*fix));
}

static void check(const Container& container, Findings& findings) {
  if (!container.build || !container.complete || container.environment_value("NODE_PATH") || has_hooks(container))
    return;
  if (!binds_context(container)) return;
  const CommandWords start = own_start(container);
  if (start.empty() || may_install(start)) return;
  const std::vector<InstalledModules> all = installed_modules(*container.build);
  for (const InstalledModules& modules : all) {
    const Mount* bind = covering_mount(container, modules.path);
    if (!hides(bind, modules) || bind->host_has_modules || !bind->source) continue;
    if (is_found_above(container, all, modules) || is_installed_by_other(container, *bind)) continue;
    report(container, *bind, modules, findings);
  }
}

extern const Rule bind_hides_dependencies;
constinit const Rule bind_hides_dependencies{
    .id = "bind-hides-dependencies",
    .summary = "a bind mount hides the `node_modules` that the image installed",
    .category = Category::shadowing,
    .severity = Severity::warning,
    .why =
        R"(A bind mount shows the host's directory and nothing of what the image has there; unlike a volume it is never
filled from the image. If the Dockerfile installs packages in `/app` and the service mounts `.:/app`, the container sees
the `node_modules` of the host: none on a fresh checkout ("Cannot find module"), or one that was built for another
platform.

Ways out, best first: let Compose sync the sources (`develop.watch`, with `node_modules/` ignored and `rebuild` on the
lock file); bind only the sources (`./src:/app/src`); mount a volume at `/app/node_modules`, which keeps old packages
after a rebuild until it is removed; or install when the container starts.

Nothing is reported if the start command installs, if a script decides what runs, if modules are moved, linked or looked
for elsewhere, or if the host's directory has modules that are part of the project.)",
    .bad = R"(services:
  web:
    build:
      context: .
      dockerfile_inline: |
        FROM node:22
        WORKDIR /app
        COPY package*.json ./
        RUN npm ci
        COPY . .
        CMD ["npm", "start"]
    volumes:
      - .:/app
)",
    .good = R"(services:
  web:
    build:
      context: .
      dockerfile_inline: |
        FROM node:22
        WORKDIR /app
        COPY package*.json ./
        RUN npm ci
        COPY . .
        CMD ["npm", "start"]
    volumes:
      - ./src:/app/src
)",
    .references = {"https://docs.docker.com/engine/storage/bind-mounts/#bind-mounting-over-existing-data",
                   "https://docs.docker.com/compose/how-tos/file-watch/",
                   "https://stackoverflow.com/questions/30043872"},
    .check = check,
    .proves = Proves::no_mount | Proves::no_command,
};

}  // namespace mountlint::rules
