// Flags databases whose data directory lies on a file system that is not made for them.
#include "linter/rule.h"
#include "rules/support/data_file_system.h"
#include "rules/support/persistence.h"

namespace mountlint::rules {

static bool is_server(const KnownImage& image) {
  return image.role == ImageRole::database || image.role == ImageRole::queue;
}

static std::string_view reason_of(FileSystemKind kind) {
  switch (kind) {
    case FileSystemKind::smb:
      return "locks, permissions and flushed writes are not those of a disk there, and it can get damaged";
    case FileSystemKind::fuse:
      return "what the database has flushed may not be stored there yet, and it can get damaged";
    default:
      return "locks and flushed writes are only as reliable there as the network and the server, and it can get "
             "damaged";
  }
}

static void report_remote(const DataDirectory& directory, const VolumeFileSystem& found, Findings& findings) {
  const Mount& mount = *directory.mount;
  const bool allowed = is_allowed_nfs(directory, found.kind);
  Draft draft = allowed ? findings.add(mount.source_place(),
                                       "{} keeps its data on NFS: that is safe only while it is mounted `hard` and the "
                                       "server exports it `sync`",
                                       engine_of(directory))
                        : findings.add(mount.source_place(), "{} keeps its data on {}: {}", engine_of(directory),
                                       found.name, reason_of(found.kind));
  draft.severity(allowed ? Severity::info : Severity::warning)
      .help("keep the data in a volume on a local disk, and send backups to the share")
      .note(found.place.span, fmt::format("volume `{}` is on {}", mount.volume->name, found.name));
}

static void check_directory(const DataDirectory& directory, Findings& findings) {
  if (directory.verdict != Persistence::persisted || !directory.known || !directory.row || !directory.mount) return;
  if (!is_server(*directory.known)) return;
  const Mount& mount = *directory.mount;
  const VolumeFileSystem found = remote_file_system(mount);
  if (found.kind != FileSystemKind::unknown) return report_remote(directory, found, findings);
  if (!is_unsafe_on_desktop(directory)) return;
  findings
      .add(mount.source_place(),
           "{} keeps its data in a directory of Windows or macOS: Docker Desktop does not hand over all that it needs "
           "from a disk, and it can fail or get damaged",
           engine_of(directory))
      .severity(Severity::info)
      .help("keep the data in a named volume, which is inside of Docker Desktop");
}

static void check_file(const DatabaseFile& file, Findings& findings) {
  const VolumeFileSystem found = remote_file_system(*file.mount);
  if (found.kind == FileSystemKind::unknown) return;
  findings
      .add(file.mount->source_place(), "the database file of `{}` is on {}: {}", file.setting->name.shown(), found.name,
           reason_of(found.kind))
      .help("keep the file in a volume on a local disk, and send backups to the share")
      .note(found.place.span, fmt::format("volume `{}` is on {}", file.mount->volume->name, found.name))
      .note(file.setting->place.span, "the file is named here");
}

static void check(const Project& project, Findings& findings) {
  for (const DataDirectory& directory : project.data_directories) check_directory(directory, findings);
  for (const auto& container : project.containers)
    for (const DatabaseFile& file : mounted_database_files(*container)) check_file(file, findings);
}

extern const Rule database_on_unsuitable_fs;
constinit const Rule database_on_unsuitable_fs{
    .id = "database-on-unsuitable-fs",
    .summary = "a database keeps its files on a network file system",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why =
        R"(A database trusts its file system: a lock keeps others out, and what is flushed is stored. NFS, SMB and what FUSE
programs offer (sshfs, rclone, s3fs, GlusterFS) keep these promises partly, or until the connection breaks. What happens
then is a database that does not start, or one with damaged files. Keep the files on a disk of the host, and back up to
the share.

PostgreSQL's documentation allows NFS that is mounted `hard` (the default) and exported `sync`: that is information, and
`soft` is a warning. So is the case of Docker Desktop: images whose publisher warns of it (MongoDB, SQL Server), bound to
a directory that is certainly one of Windows or macOS (`C:\data`, `/Users/me/data`).

What is looked at are the volumes of known databases and queues, and those of SQLite and H2 files that a variable names
by their absolute path. Volumes of unknown drivers, external ones and types that are not known are not reported.)",
    .bad = R"(services:
  db:
    image: mysql:8.4
    volumes:
      - db-data:/var/lib/mysql
volumes:
  db-data:
    driver_opts:
      type: nfs
      o: addr=nas.example.com,rw
      device: ":/export/mysql"
)",
    .good = R"(services:
  db:
    image: mysql:8.4
    volumes:
      - db-data:/var/lib/mysql
volumes:
  db-data:
)",
    .references = {"https://www.postgresql.org/docs/current/creating-cluster.html#CREATING-CLUSTER-NFS",
                   "https://dev.mysql.com/doc/refman/8.4/en/disk-issues.html",
                   "https://www.mongodb.com/docs/manual/administration/production-notes/",
                   "https://github.com/docker-library/docs/blob/master/mongo/content.md"},
    .check = check,
};

}  // namespace mountlint::rules
