// Tells, if asked, that scripts for an empty database never run again. Off by default: it is how these images work.
#include "linter/rule.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

constexpr std::string_view init_directory = "/docker-entrypoint-initdb.d";

static void check(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::persisted || !directory.important || !directory.known) return;
  const Container& container = *directory.container;
  if (container.context == ContextClass::lab || directory.known->role != ImageRole::database) return;
  for (const Mount& mount : container.mounts) {
    if (mount.target_path.empty() || !is_within(mount.target_path, init_directory)) continue;
    findings
        .add(mount.source_place(),
             "{} runs these scripts only while `{}` is empty: what is changed in them later never "
             "reaches the database that is there",
             engine_of(directory), directory.path)
        .help("make later changes by migrations");
  }
}

extern const Rule init_scripts_run_once;
constinit const Rule init_scripts_run_once{
    .id = "init-scripts-run-once",
    .summary = "initialization scripts are ignored once the database has data",
    .category = Category::persistence,
    .severity = Severity::info,
    .why = R"(The entrypoints of the database images run what lies in `/docker-entrypoint-initdb.d` when the data
directory is empty, and never again. As the data is kept, a change to these scripts reaches new installations only: the
table that was added there is missing everywhere else, without any message.

Use a tool for migrations, or run the statement by hand. The rule is off by default, because nothing is wrong with the
file; switch it on to be reminded in the editor.)",
    .bad = R"(services:
  db:
    image: postgres:17
    volumes:
      - pgdata:/var/lib/postgresql/data
      - ./schema.sql:/docker-entrypoint-initdb.d/schema.sql:ro
volumes:
  pgdata:
)",
    .good = R"(services:
  db:
    image: postgres:17
    volumes:
      - pgdata:/var/lib/postgresql/data
volumes:
  pgdata:
)",
    .references = {"https://hub.docker.com/_/postgres", "https://github.com/docker-library/mysql/issues/493"},
    .check = check,
    .enabled_by_default = false,
};

}  // namespace mountlint::rules
