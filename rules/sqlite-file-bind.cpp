// Flags an SQLite database that is mounted as a single file, without the files that SQLite writes beside it.
#include "linter/rule.h"
#include "rules/support/sqlite_names.h"

namespace mountlint::rules {

// The source is a file for certain, or looks like one.
static bool is_file(const Mount& mount) {
  if (mount.host_source != HostSource::unknown && mount.host_source != HostSource::missing)
    return mount.host_source == HostSource::file;
  return mount.source && has_sqlite_extension(mount.source->value());
}

// What SQLite puts beside the file is kept, too.
static bool keeps_directory(const Mount& mount) {
  for (const Mount& other : mount.container->mounts)
    if (&other != &mount && (other.target_path.empty() || other.covers(directory_of(mount.target_path)))) return true;
  return false;
}

static void check(const Mount& mount, Findings& findings) {
  if (mount.type != MountType::bind && mount.type != MountType::unknown) return;
  if (!mount.container || mount.inherited || !mount.container->mounts.complete) return;
  if (mount.access != Access::read_write || !names_sqlite_file(mount.target_path)) return;
  if (!is_file(mount) || keeps_directory(mount)) return;
  const std::string_view name = file_name(mount.target_path);
  findings
      .add(mount.place,
           "only `{0}` itself is kept: what SQLite has written to `{0}-wal` or `{0}-journal` beside it is deleted with "
           "the container, so that recent changes are lost or the database is damaged",
           name)
      .help("keep the database in a directory of its own, and mount that directory");
}

extern const Rule sqlite_file_bind;
constinit const Rule sqlite_file_bind{
    .id = "sqlite-file-bind",
    .summary = "an SQLite database is mounted without the files that belong to it",
    .category = Category::sharing,
    .severity = Severity::warning,
    .why =
        R"(An SQLite database is more than one file. Changes that are not in the main file yet are in a file beside it,
`app.db-wal`, or can be undone with the help of `app.db-journal`. If only `app.db` is mounted, those files lie in the
container and are deleted with it, by `down`, a new image or a changed setting. Then recent changes are lost, and after
a crash the database may be damaged. A second container, or a program on the host, that opens the same file does not
see them either.

Move the database into a directory of its own and mount that directory:
`./data:/app/data`, with the program told to use `/app/data/app.db`.

Files mounted read-only, files in a directory that is mounted as well, and names that other formats use (zones of name
servers, maps of mail servers) are not reported.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - ./app.sqlite:/app/app.sqlite
)",
    .good = R"(services:
  app:
    image: example/app:1
    environment:
      DB_FILE: /app/data/app.sqlite
    volumes:
      - ./data:/app/data
)",
    .references = {"https://www.sqlite.org/wal.html", "https://www.sqlite.org/howtocorrupt.html",
                   "https://github.com/evcc-io/evcc/issues/30903"},
    .check = check,
    .proves = Proves::no_mount,
};

}  // namespace mountlint::rules
