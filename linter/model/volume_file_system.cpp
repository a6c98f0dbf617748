// The local driver mounts what `type` names; another driver is known by a word of its name: `vieux/sshfs:latest`,
// `trajano/cifs-volume-plugin`, `rclone/docker-volume-rclone`. Where Docker Desktop has the disks of its host: in WSL 2
// below /mnt, in its virtual machine below /host_mnt and /run/desktop/mnt/host.
#include "linter/model/volume_file_system.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include "linter/model/local_driver.h"
#include "parsers/dockerfile/characters.h"

namespace mountlint {
namespace {

struct KnownName {
  std::string_view word;
  FileSystemKind kind;
  std::string_view name;
};

constexpr std::array<KnownName, 21> known_names = {{
    {"nfs", FileSystemKind::nfs, "NFS"},
    {"nfs4", FileSystemKind::nfs, "NFS"},
    {"efs", FileSystemKind::nfs, "NFS"},
    {"cifs", FileSystemKind::smb, "SMB"},
    {"smb", FileSystemKind::smb, "SMB"},
    {"smb3", FileSystemKind::smb, "SMB"},
    {"smbfs", FileSystemKind::smb, "SMB"},
    {"fuse", FileSystemKind::fuse, "FUSE"},
    {"sshfs", FileSystemKind::fuse, "sshfs"},
    {"rclone", FileSystemKind::fuse, "rclone"},
    {"s3fs", FileSystemKind::fuse, "s3fs"},
    {"goofys", FileSystemKind::fuse, "goofys"},
    {"gcsfuse", FileSystemKind::fuse, "gcsfuse"},
    {"blobfuse", FileSystemKind::fuse, "blobfuse"},
    {"davfs", FileSystemKind::fuse, "WebDAV"},
    {"davfs2", FileSystemKind::fuse, "WebDAV"},
    {"webdav", FileSystemKind::fuse, "WebDAV"},
    {"glusterfs", FileSystemKind::fuse, "GlusterFS"},
    {"gluster", FileSystemKind::fuse, "GlusterFS"},
    {"tmpfs", FileSystemKind::memory, "tmpfs"},
    {"ramfs", FileSystemKind::memory, "ramfs"},
}};

const KnownName* find_name(std::string_view word) {
  const auto found = std::ranges::find(known_names, word, &KnownName::word);
  return found == known_names.end() ? nullptr : &*found;
}

VolumeFileSystem named(const KnownName* known, const Place& place) {
  return known ? VolumeFileSystem{known->kind, known->name, place} : VolumeFileSystem{};
}

// The words of the last part of a plugin's name, without its tag.
VolumeFileSystem of_plugin(std::string_view driver, const Place& place) {
  const std::string lower = dockerfile::lower(driver.substr(driver.rfind('/') + 1));
  std::string_view rest = std::string_view(lower).substr(0, lower.find(':'));
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("-_"), rest.size());
    const KnownName* known = find_name(rest.substr(0, end));
    if (known && known->kind != FileSystemKind::memory) return named(known, place);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

const compose::Variable* type_option(const compose::VolumeDefinition& definition) {
  for (const compose::Variable& option : definition.driver_opts)
    if (option.name.known() == "type" && option.value) return &option;
  return nullptr;
}

// `fuse.sshfs` is what `sshfs` is.
VolumeFileSystem of_type(const compose::Variable& option) {
  const std::optional<std::string_view> type = option.value->known();
  if (!type) return {};
  const bool has_program = type->starts_with("fuse.") && find_name(type->substr(5));
  const KnownName* known = find_name(has_program ? type->substr(5) : type->substr(0, type->find('.')));
  if (known) return named(known, option.place);
  return {FileSystemKind::local, *type, option.place};
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// `/mnt/c`, `/mnt/c/x`
bool is_drive_below(std::string_view path, std::string_view directory) {
  if (!path.starts_with(directory)) return false;
  path.remove_prefix(directory.size());
  return !path.empty() && is_letter(path[0]) && (path.size() == 1 || path[1] == '/');
}

}  // namespace

VolumeFileSystem file_system_of(const compose::VolumeDefinition& definition) {
  if (definition.external != compose::Flag::no || !definition.driver_opts.complete) return {};
  if (!is_local_driver(definition)) {
    const std::optional<std::string_view> driver = definition.driver->text.known();
    return driver ? of_plugin(*driver, definition.driver->place) : VolumeFileSystem{};
  }
  const compose::Variable* type = type_option(definition);
  return type ? of_type(*type) : VolumeFileSystem{FileSystemKind::local, "", definition.key};
}

bool is_desktop_path(std::string_view path) {
  if (path.starts_with("/Users/") || path.starts_with("/host_mnt/")) return true;
  if (is_drive_below(path, "/mnt/") || is_drive_below(path, "/run/desktop/mnt/host/")) return true;
  return path.size() > 2 && is_letter(path[0]) && path[1] == ':' && (path[2] == '/' || path[2] == '\\');
}

}  // namespace mountlint
