// A path relative to the project says nothing about the host. A name of a volume that looks like a path is judged by
// how it is written. A source that is not known is a socket if its own name, or that of its target, says so.
#include "linter/model/source_verdict.h"

#include <algorithm>

#include "linter/model/host_paths.h"
#include "parsers/compose/ast.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool is_socket_name(std::string_view name) {
  constexpr std::string_view names[] = {"docker.sock", "podman.sock", "containerd.sock", "crio.sock",
                                        "cri-dockerd.sock"};
  return std::ranges::count(names, name) > 0;
}

bool is_unknown_socket(const Mount& mount) {
  if (mount.source->is_known()) return false;
  const std::string_view source = mount.source->value();
  return is_socket_name(file_name(mount.target_path)) ||
         (source.find('/') != std::string_view::npos && is_socket_name(file_name(source)));
}

// `data/db:/x` and `conf\app:/x` are read as names of volumes.
bool is_path_without_dot(const Mount& mount) {
  if (mount.type != MountType::volume || mount.origin != MountOrigin::compose_short) return false;
  const std::string_view source = mount.source->value();
  return !source.starts_with(unknown_character) && source.find_first_of("/\\") != std::string_view::npos;
}

}  // namespace

SourceVerdict source_verdict(const Mount& mount, const HostPath& source) {
  if (!mount.source) return SourceVerdict::none;
  if (is_path_without_dot(mount)) return SourceVerdict::path_without_dot;
  if (mount.type == MountType::volume || source.of_project) return SourceVerdict::none;
  if (source.path.empty() && is_unknown_socket(mount)) return SourceVerdict::engine_socket;
  const std::string path = source.path.empty() && mount.type == MountType::npipe && mount.source->is_known()
                               ? std::string(mount.source->value())
                               : source.path;
  if (path.empty()) return SourceVerdict::none;
  const HostPathMatch match = match_host_path(path, mount.access, mount.container);
  return match.row ? match.row->verdict : SourceVerdict::none;
}

}  // namespace mountlint
