// The typed form of one project: the merged, interpolated compose files of a file set.
// Every list says whether it is complete; every value is a Text with its place.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/known.h"
#include "parsers/place.h"
#include "parsers/syntax_error.h"
#include "parsers/text.h"
#include "parsers/yaml/tree.h"

namespace mountlint::compose {

// A value and how it came to stand there.
struct Value {
  Text text;
  Place place;  // the node of the value, quotes included
};

// A boolean that may be unknown (an unset variable).
enum class Flag : std::uint8_t { no, yes, unknown };

enum class MountType : std::uint8_t { bind, volume, tmpfs, cluster, npipe, image, unknown };

// `K: V`, `K=V`, or `K` (value from outside: absent).
struct Variable {
  Place place;
  Text name;
  std::optional<Text> value;
};

// One entry of a service's `volumes`.
struct ServiceVolume {
  Place place;  // the whole entry
  bool long_syntax = false;
  Text spec;  // short syntax: the whole value
  MountType type = MountType::unknown;
  std::optional<Text> source;  // absent: an anonymous volume (or a tmpfs)
  Text target;                 // as written; empty (with a place) if there is none
  std::vector<Text> options;   // short syntax: each option, unknown ones included
  Flag read_only = Flag::no;
  std::optional<Span> read_only_span;  // of the option, or of the long-syntax value
  std::optional<Text> propagation, selinux, recursive, subpath, consistency, tmpfs_size, tmpfs_mode;
  Known<Variable> labels;  // of the volume that is made for it
  Flag create_host_path = Flag::yes, nocopy = Flag::no;
  bool has_bind = false, has_volume = false, has_tmpfs = false,
       has_image = false;  // long syntax: which blocks are there
  bool valid = true;       // false: Compose refuses it; an error says so. Nothing more is said about it.
};

// `tmpfs: [/run:size=1m]`
struct Tmpfs {
  Place place;
  Text target;
  std::vector<Text> options;
};

// The permissions of a file: a number as YAML reads it, or a string to the base of 8.
struct FileMode {
  Text text;
  std::optional<std::uint32_t> bits;  // absent: not known, or none
};

// An entry of a service's `configs` or `secrets`.
struct FileReference {
  Place place;
  Text source;
  std::optional<Text> target;
  std::optional<Text> uid = {}, gid = {};
  std::optional<FileMode> mode = {};
};

// `volumes_from: [svc:ro, container:name]`
struct VolumesFrom {
  Place place;
  Text source;
  bool container = false;
  Flag read_only = Flag::no;
};

struct Device {
  Place place;
  Text source;
  std::optional<Text> target;
  std::optional<Text> permissions;
};

// `command` or `entrypoint`: a list, or a string split like a shell.
struct CommandLine {
  Place place;
  Known<Text> words;
};

struct Build {
  Place place;                     // the value of `build`
  std::optional<Text> context;     // absent: `.`
  Place context_place;             // of the context, which may come from another file than the rest
  std::optional<Text> dockerfile;  // absent: `Dockerfile`
  std::optional<Value> dockerfile_inline;
  std::optional<Text> target;
  Known<Variable> args;
  Known<Variable> additional_contexts;
  Known<FileReference> secrets;
  bool remote = false;  // the context is a URL
};

// An entry of `develop.watch`: files of the host that are copied into the container while it runs.
struct Watch {
  Place place;
  Text path, action;           // empty if not given
  std::optional<Text> target;  // absent: nothing is copied
  Known<Value> ignore, include;
  Flag initial_sync = Flag::no;
};

// A container: that of a service, of a job, or one of those that `pre_start` runs before a service.
struct Service {
  Text name;             // empty for `pre_start`
  Place key;             // the key, in the first file that defines it
  Place place;           // the value
  bool complete = true;  // false: `extends`, or parts of it could not be read: conclude nothing from absence
  std::optional<Value> image;
  std::optional<Build> build;
  Known<ServiceVolume> volumes;
  Known<Tmpfs> tmpfs;
  Known<VolumesFrom> volumes_from;
  Known<FileReference> configs, secrets;
  Known<Device> devices;
  std::optional<Value> use_api_socket;  // written and not certainly false
  std::optional<Text> replicas;         // deploy.replicas, else scale
  std::optional<Text> deploy_mode;
  std::optional<Place>
      swarm_key;  // the first key of `deploy` that only a swarm reads: `placement`, `update_config`, ..
  Known<Value> placement_constraints;  // `deploy.placement.constraints`
  std::optional<CommandLine> command, entrypoint;
  Known<Variable> environment;
  Known<Value> env_file;  // paths
  std::optional<Value> user, working_dir, restart, hostname, container_name, network_mode;
  Flag read_only = Flag::no;
  Known<Value> profiles;
  Known<Variable> labels;
  Flag ephemeral = Flag::no;  // `x-ephemeral`
  bool provider = false;      // `provider:`: no container of its own
  Known<Watch> watch;
  Known<Service> pre_start;  // each completed by what it takes over from the service
};

// An entry of the top-level `volumes`.
struct VolumeDefinition {
  Text name;  // the key
  Place key;
  Place place;                     // the value
  std::optional<Value> real_name;  // `name:`
  std::optional<Value> driver;
  Known<Variable> driver_opts;
  Flag external = Flag::no;
  Known<Variable> labels;
};

// An entry of the top-level `configs` or `secrets`.
struct FileDefinition {
  Text name;
  Place key;
  std::optional<Value> file, environment, content;
  std::optional<Value> real_name;  // `name:`
  std::optional<Value> driver;
  Flag external = Flag::no;
  bool has_external = false;  // `external` is written, whatever it says
  bool complete = true;       // false: it is no mapping, or parts of it could not be read
};

// Variables that values ask for, and that are set nowhere.
struct AskedVariables {
  std::set<std::string, std::less<>> unset;  // with or without a default
  std::set<std::string, std::less<>> blank;  // those for which nothing stands at least once
};

// One project.
struct File {
  std::vector<SourcePtr> sources;  // in the order of reading: base, overrides, and what they include and extend
  std::string directory;           // the project directory: relative host paths resolve against it
  bool complete = true;            // false: an unknown `include`, broken parts: nothing is concluded from absence
  std::optional<Value> name;
  std::optional<std::string> project_name;  // absent: not known
  std::vector<std::string> refusals;        // what Compose refuses about the options; it stands in no file
  AskedVariables asked;
  Known<Service> services;
  Known<Service> jobs;  // run by themselves, not by `up`; nobody checks their mounts
  Known<VolumeDefinition> volumes;
  Known<FileDefinition> configs, secrets;
  Flag ephemeral = Flag::no;           // top-level `x-ephemeral`
  Comments comments;                   // of all sources
  bool fragment = false;               // made to be laid over another file: what it lacks may stand there
  SyntaxErrors errors;                 // of loading and typing, in order of place
  std::unique_ptr<yaml::Tree> tree;    // owns what the Texts point to
  const yaml::Node* merged = nullptr;  // what all files say together, before the typed form; null if that is nothing
  // What the documents said together, each time after one more was laid over, those of included files by themselves.
  std::vector<const yaml::Node*> stages;

  // What a relative host path that is written at `place` counts from: the directory that `extends` or `include` brought
  // with it, else that of the project.
  std::string_view directory_for(const Place& place) const;
  const Service* service(std::string_view name) const;
  const VolumeDefinition* volume(std::string_view name) const;
};

}  // namespace mountlint::compose
