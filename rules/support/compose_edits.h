// Edits of compose files that several rules offer: declare a volume, add a mount to a service, make a mount read-only.
// Each is empty where the file is not written in a way that can be changed by adding text: flow style, an alias, a
// value from a variable, another file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/rule.h"

namespace mountlint::rules {

// The text that `span` lies in; null if it is none of the project's files.
const SourceFile* source_of(const Project& project, Span span);

// Adds `name:` to the top-level `volumes` of the file that `near` lies in. Empty too if the file declares it.
std::optional<Edit> declare_volume(const Project& project, Span near, std::string_view name);

// Adds the line `line` before the one that `first` begins: a key, in block style, that nothing stands in front of.
std::optional<Edit> add_line_before(const Project& project, Span first, std::string_view line);

// Adds `- entry` to the `volumes` of a service, which may have none yet.
std::optional<Edit> add_mount(const Container& container, std::string_view entry);

// A name for a new volume of a container: `db-data`, or one with a number if that is taken.
std::string new_volume_name(const Container& container, std::string_view purpose);

// Adds the mount `name:target` and declares `name`; unsafe, as what is stored elsewhere now is not moved.
std::optional<Fix> mount_named_volume(const Container& container, std::string_view name, std::string_view target);

// `ro` for a mount in short syntax.
std::optional<Fix> make_read_only(const Mount& mount);

// Another target for a mount.
std::optional<Fix> change_target(const Mount& mount, std::string_view target);

}  // namespace mountlint::rules
