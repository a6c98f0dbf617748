// What a volume definition asks of the engine's own driver, `local`: its options are handed to mount(2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/compose/ast.h"

namespace mountlint {

struct Project;
class FileSystem;

// None is written, or `local`. False if that is not known.
bool is_local_driver(const compose::VolumeDefinition& definition);

// The value of an option; null if it is not written, or has none.
const Text* driver_option(const compose::VolumeDefinition& definition, std::string_view name);

// What is wrong with an option: one verdict each.
enum class DriverMistake : std::uint8_t {
  // local-driver-options
  unknown_option,    // not `type`, `o`, `device` or `size`
  wrong_case,        // `Device`
  missing_device,    // `type` or `o` without `device`
  missing_type,      // `device` without `type`
  blank_in_options,  // `o: bind, ro`
  no_bind_flag,      // `type: none` or `bind`, and no `bind` in `o`
  nfs_no_address,    // no `addr=` in `o`
  nfs_host_name,     // `type: nfs4`, and a name as `addr=`
  nfs_device,        // no colon in it
  nfs_fstab_word,    // `nofail`, which mount(8) alone reads
  cifs_device,       // not `//server/share`
  cifs_port,         // `//server:port/share`
  cifs_credentials,  // `credentials=`, which mount.cifs alone reads
  size_of_mount,     // `size` is a quota of the engine's own directory, not the size of what is mounted
  // bind-device-path
  relative_device,    // handed to the engine as it is written
  tilde_device,       // the same with `~`
  missing_directory,  // of the project
  not_a_directory,    // a file of the project
};

struct DriverProblem {
  DriverMistake mistake;
  const compose::Variable* option;  // the one concerned
  Text part = {};                   // the part of its value that is wrong, or all of it
};

// All wrong names of options; if there are none, the first other mistake. Empty for other drivers, and where an option
// that matters is not known. `files`: null if nobody may look at the host.
std::vector<DriverProblem> driver_problems(const compose::VolumeDefinition& definition, const Project& project,
                                           const FileSystem* files);

}  // namespace mountlint
