// Flags applications whose state lies inside the container: known images, and database files that a variable names.
#include <algorithm>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

// Mounts below such directories make an application whose state comes from files: what is kept beside it can be spared.
static bool is_provisioned(const Container& container) {
  return std::any_of(container.mounts.begin(), container.mounts.end(), [](const Mount& mount) {
    const std::string& path = mount.target_path;
    return path.find("/provisioning") != std::string::npos || path.find("/dashboards") != std::string::npos;
  });
}

static std::string_view when_it_goes(const DataDirectory& directory) {
  return directory.in_volume ? "in an unnamed volume: `down` leaves it behind, and the next `up` starts without it"
                             : "inside the container: `down`, a new image or a changed setting deletes it";
}

// A directory that holds the program cannot be mounted over.
static bool may_hold_program(std::string_view directory, const Container& container) {
  const std::string_view working_dir = container.build ? container.build->working_dir : std::string_view();
  const bool is_top = directory.find('/', 1) == std::string_view::npos;
  return is_top || directory == working_dir || directory == "/usr/src/app";
}

static std::string help_for_file(const DataDirectory& file) {
  const Container& container = *file.container;
  const std::string_view directory = directory_of(file.path);
  if (file.in_volume) return fmt::format("mount a named volume at `{}`", file.exact_volume);
  if (may_hold_program(directory, container))
    return "keep the file in a directory of its own, and mount a named volume there";
  return fmt::format("mount a named volume: `{}:{}`, declared under the top-level `volumes`",
                     new_volume_name(container, "data"), directory);
}

static void report_file(const DataDirectory& file, Findings& findings) {
  const compose::Variable& variable = *file.setting;
  findings
      .add(Place{variable.value->span().valid() ? variable.value->span() : variable.place.span, variable.place.via},
           "the database file `{}` is {}", file.path, when_it_goes(file))
      .severity(file.container->context == ContextClass::lab ? Severity::info : Severity::warning)
      .help(help_for_file(file));
}

static void report_image(const DataDirectory& directory, Findings& findings) {
  const Container& container = *directory.container;
  const std::string_view holds = directory.row->holds;
  const std::string name = new_volume_name(container, "data");
  const std::string_view target = mount_point(directory);
  Draft draft = findings.add(container.place, "{} keeps {} in `{}`, {}", engine_of(directory),
                             holds.empty() ? "its data" : holds, target, when_it_goes(directory));
  draft.severity(Severity::info)
      .help(fmt::format("mount a named volume: `{}:{}`, declared under the top-level `volumes`", name, target));
  add_image_note(draft, directory);
  if (std::optional<Fix> fix = mount_named_volume(container, name, target)) draft.fix(std::move(*fix));
}

static void check(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::app_not_persisted) return;
  const Container& container = *directory.container;
  if (runs_something_else(container)) return;
  if (directory.setting) return report_file(directory, findings);
  if (!directory.important || directory.row->secondary || directory.may_be_relocated) return;
  if (container.context == ContextClass::lab || is_provisioned(container)) return;
  report_image(directory, findings);
}

extern const Rule app_data_not_persisted;
constinit const Rule app_data_not_persisted{
    .id = "app-data-not-persisted",
    .summary = "an application keeps its state inside the container",
    .category = Category::persistence,
    .severity = Severity::info,
    .why =
        R"(Many applications keep their state in files: users, settings, uploads, a database in a file. Where no mount
covers that directory, it goes when the container is replaced: by `docker compose down`, a newer image, or a changed
setting. Stop, start and restart keep it.

A file of SQLite or H2 that a variable names (`DATABASE_URL: sqlite:////app/data/app.db`) is a warning. The state
directory of a known image is information: some people run such an application without ever changing anything in it.
Nothing is reported for it in tests and samples, where a variable moves the data to a database server, or where the
mounts show that dashboards and data sources come from files.)",
    .bad = R"(services:
  shop:
    image: example/shop:1
    environment:
      DATABASE_URL: sqlite:////shop/data/shop.db
)",
    .good = R"(services:
  shop:
    image: example/shop:1
    environment:
      DATABASE_URL: sqlite:////shop/data/shop.db
    volumes:
      - shop-data:/shop/data
volumes:
  shop-data:
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/", "https://www.sqlite.org/wal.html"},
    .check = check,
    .proves = Proves::no_mount,
    .moves_data = true,
};

}  // namespace mountlint::rules
