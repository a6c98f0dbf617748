// Every way to attach storage becomes one Mount of one Container (or of one Stage, while building).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/place.h"
#include "parsers/text.h"

namespace mountlint {

namespace compose {
struct ServiceVolume;
struct VolumeDefinition;
}  // namespace compose
namespace dockerfile {
struct Instruction;
struct MountOptions;
struct RunMountFlag;
}  // namespace dockerfile

struct Container;
struct Stage;
struct Volume;

enum class MountType : std::uint8_t { bind, volume, tmpfs, cache, secret, ssh, config, image, npipe, cluster, unknown };
enum class MountOrigin : std::uint8_t {
  compose_short,
  compose_long,
  compose_tmpfs,
  compose_secret,
  compose_config,
  compose_device,
  volumes_from,
  api_socket,
  run_mount,
  image_volume,
};
enum class Access : std::uint8_t { read_write, read_only, unknown };
enum class HostSource : std::uint8_t { file, directory, missing, unknown };

// What the source of a mount is: one verdict, so that one cause gives one finding.
enum class SourceVerdict : std::uint8_t {
  none,              // nothing to say: a named volume, a project path, unknown
  engine_socket,     // docker-socket
  host_root,         // host-root-mount
  sensitive_path,    // sensitive-host-path
  credentials,       // credential-directory
  path_without_dot,  // relative-source-without-dot
};

struct Mount {
  MountType type = MountType::unknown;
  MountOrigin origin = MountOrigin::compose_short;
  Place place;                 // the whole entry; an image_volume stands at the `image:` value
  std::optional<Text> source;  // absent: anonymous volume, tmpfs
  Text target;                 // as written
  // Absolute and clean, as Go's path.Clean makes it (relative RUN --mount targets are joined to WORKDIR); empty if any
  // part of it is unknown or it is no absolute path.
  std::string target_path;
  // bind: the host path, absolute as far as the files tell: `~` is the home, a relative one is resolved against the
  // directory that its file belongs to (so that it is relative to the working directory, as all paths of the project
  // are). For a file-backed secret or config: that file. Empty if any part is unknown.
  std::string host_path;
  Access access = Access::read_write;
  std::vector<Text> options;       // short-syntax options, all of them
  const Volume* volume = nullptr;  // type volume with a name that is declared
  HostSource host_source = HostSource::unknown;
  bool host_has_modules = false;  // the directory has a `node_modules` of its own that git does not ignore
  SourceVerdict source_verdict = SourceVerdict::none;
  const Container* container = nullptr;  // owner: one of these two
  const Stage* stage = nullptr;
  const compose::ServiceVolume* syntax = nullptr;        // compose_short, compose_long
  const dockerfile::Instruction* instruction = nullptr;  // run_mount: the RUN, and its flag
  const dockerfile::RunMountFlag* flag = nullptr;
  std::shared_ptr<const dockerfile::MountOptions> build_options = {};  // run_mount: all of it, `from` included
  const Mount* inherited = nullptr;                                    // volumes_from: the mount of the other service

  bool written_in_compose() const {
    return origin == MountOrigin::compose_short || origin == MountOrigin::compose_long ||
           origin == MountOrigin::compose_tmpfs;
  }
  // The narrowest places: of the source and of the target. The whole entry, if they were not written in it (a mount
  // taken over from another service, the socket of `use_api_socket`).
  Place source_place() const { return source ? narrow(*source) : place; }
  Place target_place() const { return narrow(target); }

  bool is_anonymous_volume() const { return type == MountType::volume && !source; }
  // True if target_path equals or is a parent of `path`, by components. False if the target is unknown.
  bool covers(std::string_view path) const;

 private:
  Place narrow(const Text& part) const {
    const Span span = part.span();
    return span.valid() && !span.empty() && place.span.contains(span) ? Place{span, place.via} : place;
  }
};

}  // namespace mountlint
