// What a `--mount` of RUN means: the one typed reading of its fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/dockerfile/ast.h"
#include "parsers/dockerfile/expand.h"

namespace mountlint::dockerfile {

enum class RunMountType : std::uint8_t { bind, cache, tmpfs, secret, ssh };
enum class CacheSharing : std::uint8_t { shared, private_to_one, locked };

std::string_view name_of(RunMountType type);
std::string_view name_of(CacheSharing sharing);

// One option as the last field that gives it has it.
struct MountValue {
  const MountField* field = nullptr;  // null: not given
  Text text = {};                     // after expansion, may hold unknown parts; empty for a key without a value

  bool given() const { return field != nullptr; }
  // Empty if it is not given (or given empty, which is the same); nothing if a variable in it is unknown.
  std::optional<std::string_view> known() const { return field ? text.known() : std::string_view(); }
  bool certainly_empty() const { return known() == std::string_view(); }
  bool certainly_filled() const { return given() && known().has_value() && !known()->empty(); }
  // Where its value is written; the key if there is none.
  Span span() const;
};

// `value`: what it means. Nothing if it is unknown or wrong, or not given and without a default.
template <class T>
struct MountSetting : MountValue {
  std::optional<T> value = {};
};

struct MountOptions {
  const RunMountFlag* flag = nullptr;
  MountSetting<RunMountType> type;
  MountValue from, source, target, id, env;
  MountSetting<bool> read_only, required;  // with their defaults; nothing: a variable decides
  MountSetting<std::int64_t> size;         // bytes
  MountSetting<CacheSharing> sharing;      // no default here: an absent one means shared, for a cache
  MountSetting<std::uint32_t> mode, uid, gid;
  std::vector<const MountField*> overridden;  // of several fields for one option all but the last
  bool complete = true;                       // false: no CSV record, or fields that could not be read

  bool is(RunMountType wanted) const { return type.value == wanted; }
};

// Reads the fields in order, as BuildKit's parseMount does; a value with an unknown variable is not judged. Errors
// (claimed by build_mount_invalid_option) say in their layer whether BuildKit gives them for the file or for the build.
// The expanded texts live in `arena`.
MountOptions read_mount_options(const RunMountFlag& flag, char escape, const Variables& variables, TextArena& arena,
                                SyntaxErrors& errors);

// Where a RUN stands.
struct MountStage {
  std::string_view working_dir = {};  // absolute; empty: unknown
  bool windows = false;               // certainly built for Windows
};

// What BuildKit refuses when it makes the mount: over `/`, a source for ssh, a secret of Windows without a full path.
void check_mount_in_stage(const MountOptions& options, const MountStage& stage, SyntaxErrors& errors);

// The name under which a cache is kept (two mounts with one id share their files), or of the secret or ssh agent that
// the build is given. Nothing: other types, or unknown.
std::optional<std::string> effective_id(const MountOptions& options);

// The path of the mount as the build has it; an absolute one as written, not cleaned. Empty: unknown, or there is none
// (an ssh socket at a path of the builder, a secret that is only a variable).
std::string effective_target(const MountOptions& options, std::string_view working_dir);

// The octal text that BuildKit makes of a mode: `0755`.
std::string octal_text(std::uint32_t mode);

}  // namespace mountlint::dockerfile
