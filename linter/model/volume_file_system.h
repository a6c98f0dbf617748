// On what the data of a volume lies, as far as its definition says.
#pragma once

#include <string_view>

#include "parsers/compose/ast.h"

namespace mountlint {

enum class FileSystemKind : std::uint8_t {
  unknown,  // another driver, or a value that is not known
  local,    // a disk of the host, or what the engine makes itself
  memory,
  nfs,
  smb,
  fuse,  // a program hands files over: sshfs, rclone, s3fs, GlusterFS
};

struct VolumeFileSystem {
  FileSystemKind kind = FileSystemKind::unknown;
  std::string_view name = {};  // for messages: "NFS", "sshfs"
  Place place = {};            // of the `type` or the `driver` that says so
};

VolumeFileSystem file_system_of(const compose::VolumeDefinition& definition);

// A directory of Windows or macOS, which Docker Desktop hands over to its virtual machine: `/Users/..`, `C:\..`.
bool is_desktop_path(std::string_view host_path);

}  // namespace mountlint
