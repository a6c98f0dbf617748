// Which storage goes to which container: the effective mounts of every service, as plain data.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/lint.h"
#include "linter/model/mount_fate.h"
#include "linter/model/workspace.h"

namespace mountlint {

// One reason why a mount is there: "`extends`", "`VOLUME` of `postgres:17`", "`${DATA}`".
struct BroughtBy {
  std::string kind;  // alias, merge-key, extends, include, override, replaced, variable, image-volume, volumes-from, ..
  std::string detail;  // the variable as written, the service or the image; may be empty
  Span span;
};

// A value as written, and whether all of it is known.
struct MountValue {
  std::string text;
  bool known = true;
};

struct MountRow {
  MountValue target;  // absolute and clean, if it is known
  std::string_view type;
  std::optional<MountValue> source;        // as written; absent: an anonymous volume, a tmpfs
  std::optional<std::string> host_path;    // bind, and secrets and configs of a file: what is mounted, if that is known
  std::optional<std::string> volume_name;  // what the engine calls the volume, if that is known
  Access access = Access::unknown;
  Span written;
  std::vector<BroughtBy> brought_by;  // innermost first
  Fates fates;
};

struct ServiceMounts {
  std::string name;
  Span written;
  std::vector<std::string> profiles;  // as written
  bool complete = true;               // false: there may be more mounts than these
  bool image_known = true;            // false: the image may declare volumes that nobody here knows of
  std::vector<MountRow> mounts;       // by target
};

struct ProjectMounts {
  std::string path;                 // of the first file
  std::optional<std::string> name;  // absent: not known
  std::vector<std::string> files;   // in the order of reading
  bool fragment = false;            // it is completed by another file, which is not known
  bool complete = true;             // false: there may be more services
  std::vector<ServiceMounts> services;
};

// `kept`, `orphaned`, `lost`; `ro`, `rw`; `unknown`.
std::string_view name_of(Fate fate);
std::string_view name_of(Access access);

std::vector<ProjectMounts> mounts_of(const Workspace& workspace);

// Everything a writer needs, as Report is for findings.
struct MountsReport {
  std::vector<ProjectMounts> projects;  // by path of the first file
  std::vector<SourcePtr> sources;       // by FileId
  std::vector<std::string> errors;      // what could not be read, one line each: exit 2
  std::vector<std::string> broken;      // files with errors, which `check` shows
};

MountsReport list_mounts(const LintOptions& options, const FileSystem& files, const RuleList& rules);

}  // namespace mountlint
