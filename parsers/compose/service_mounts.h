// The keys of a service that attach storage: `volumes`, `tmpfs`, `volumes_from`, `configs`, `secrets`, `devices`.
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// Each takes the entry of its key, or null. Wrong mounts are errors (invalid_mount_spec); other wrong shapes make
// the list incomplete.
Known<ServiceVolume> read_volumes(const yaml::Entry* entry, SyntaxErrors& errors);
Known<Tmpfs> read_tmpfs(const yaml::Entry* entry);
Known<VolumesFrom> read_volumes_from(const yaml::Entry* entry);
Known<FileReference> read_file_references(const yaml::Entry* entry);
Known<Device> read_devices(const yaml::Entry* entry);

// One entry of `volumes` in long syntax.
ServiceVolume read_long_volume(const yaml::Entry& entry, SyntaxErrors& errors);

}  // namespace mountlint::compose
